using Aftersales.Platform.Hosting;
using Aftersales.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aftersales.Bench;

/// <summary>
/// Many aggregates at once: copies of what the service itself wrote, each under an id of its own, made by the server's superuser. The keys are made once
/// the rows are there, which takes a fraction of the time.
/// </summary>
internal static class Copies
{
    /// <summary>The ids of the copies.</summary>
    /// <param name="schema">Of the service.</param>
    /// <param name="copies">Of each template.</param>
    public static async Task<IReadOnlyList<string>> Make(TestService service, string schema, string kind, IReadOnlyCollection<string> templates, int copies)
    {
        var own = new NpgsqlConnectionStringBuilder(service.Services.GetRequiredService<ServiceSettings>().Store["postgres:".Length..]);
        var server = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.AdministratorConnectionString)
        {
            Database = own.Database,
            SearchPath = schema,
            CommandTimeout = 0,
        };
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var ids = new List<string>(templates.Count * copies);
        await Run("set maintenance_work_mem = '512MB'; set synchronous_commit = off; alter table states drop constraint states_pkey; alter table lists drop constraint lists_pkey");
        foreach (var id in templates)
        {
            await Run(
                """
                insert into states (merchant, kind, id, version, state)
                select merchant, kind, id || '-' || n, version, replace(state, id, id || '-' || n) from (select * from states where kind = $3 and id = $1) t, generate_series(1, $2) n
                """, id, copies, kind);
            await Run(
                """
                insert into lists (merchant, list, sort_key, item, aggregate)
                select merchant, list, sort_key, replace(item, $1, $1 || '-' || n), aggregate || '-' || n from (select * from lists where aggregate = $1) t, generate_series(1, $2) n
                """, id, copies);
            await Run(
                """
                insert into work (merchant, kind, aggregate, name, due)
                select merchant, kind, aggregate || '-' || n, name, due from (select * from work where kind = $3 and aggregate = $1) t, generate_series(1, $2) n
                """, id, copies, kind);
            ids.AddRange(Enumerable.Range(1, copies).Select(n => $"{id}-{n}"));
        }

        // What is counted of each is counted of its copies, bounded sums aside.
        await Run("update counters set value = value + value * $1 where ceiling >= 2147483647", copies);
        // Sums that are split over rows by how an id ends: the copies' ids end otherwise.
        await Run(
            """
            insert into counters (merchant, name, value, ceiling)
            select distinct merchant, regexp_replace(name, '/[0-7]$', '/' || part), $1::bigint, ceiling from counters, generate_series(0, 7) part
            where name ~ '/[0-7]$' and ceiling >= 2147483647
            on conflict (merchant, name) do update set value = excluded.value
            """, (long)templates.Count * copies);
        await Run("set maintenance_work_mem = '512MB'; alter table states add primary key (merchant, kind, id); alter table lists add primary key (merchant, list, sort_key, item)");
        foreach (var table in (string[])["states", "lists", "work"])
            await Run($"vacuum analyze {table}");
        await Run("checkpoint");
        return ids;

        async Task Run(string statement, params object[] values)
        {
            await using var command = source.CreateCommand(statement);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }
}

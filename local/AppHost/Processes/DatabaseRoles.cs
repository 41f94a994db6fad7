using System.Text.RegularExpressions;
using Npgsql;

namespace Aftersales.AppHost.Processes;

/// <summary>Two roles a service in one database, as in production: one owns the service's schema, the other is what the service works with.</summary>
/// <param name="postgres">Connection string of a role that may make roles and schemas.</param>
/// <param name="password">Of all roles that are made.</param>
internal sealed partial class DatabaseRoles(string postgres, string password)
{
    // Seven services share one server's connections, of which it has a hundred by default.
    private const int Connections = 11;
    private readonly NpgsqlConnectionStringBuilder server = new(postgres);

    // Roles are the server's, not the database's.
    public string AppOf(string service) => $"{server.Database}_{service}_app";

    public string AsOwner(string service) => Store(OwnerOf(service));

    public string AsApp(string service) => Store(AppOf(service));

    /// <summary>The connection string of the role that works, for who looks on.</summary>
    public string ToLookOn(string service) => Connection(AppOf(service), 2);

    public async Task Make(IEnumerable<string> services)
    {
        if (!PlainName().IsMatch(server.Database ?? ""))
            throw new InvalidOperationException($"'{server.Database}' is no name for a database here: lower-case letters, digits and underscores, please");
        await using var source = NpgsqlDataSource.Create(postgres);
        foreach (var service in services)
        {
            foreach (var role in new[] { OwnerOf(service), AppOf(service) })
            {
                await Execute(source, $"do $$ begin if not exists (select from pg_roles where rolname = '{role}') then create role {role} login nosuperuser nobypassrls; end if; end $$");
                await Execute(source, $"alter role {role} password '{password}'");
            }

            await Execute(source, $"grant {OwnerOf(service)} to current_user");
            await Execute(source, $"create schema if not exists {service} authorization {OwnerOf(service)}");
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,40}$")]
    private static partial Regex PlainName();

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private string OwnerOf(string service) => $"{server.Database}_{service}_owner";

    private string Store(string role) => $"postgres:{Connection(role, Connections)}";

    private string Connection(string role, int connections) =>
        new NpgsqlConnectionStringBuilder(postgres) { Username = role, Password = password, MaxPoolSize = connections, Pooling = true }.ConnectionString;
}

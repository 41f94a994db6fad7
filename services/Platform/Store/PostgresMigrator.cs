using Npgsql;

namespace Aftersales.Platform.Store;

/// <summary>
/// Upgrades a schema in one transaction. Replicas that start together wait for the first at an advisory lock and then find nothing to do.
/// </summary>
internal static class PostgresMigrator
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["ordinal"] = "text collate \"C\"",
        ["identity"] = "bigint generated always as identity primary key",
        ["bytes"] = "bytea",
        ["clustered"] = "",
    };

    public static async Task Run(NpgsqlDataSource source, string schema, Upgrade upgrade, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (upgrade.IsExpected)
        {
            await Expect(connection, schema, cancel);
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Execute(connection, "select pg_advisory_xact_lock(hashtextextended('aftersales.migrate.' || $1, 0))", cancel, schema);
        if (!await Exists(connection, schema, cancel))
            await Execute(connection, $"create schema {schema}", cancel);
        await Execute(connection, Migrations.CreateTable, cancel);
        await Execute(connection, "select set_config('aftersales.merchant', $1, true)", cancel, Script.AllMerchants);
        foreach (var migration in Migrations.Pending(Migrations.For("postgres", Words), await Applied(connection, cancel)))
        {
            await Execute(connection, migration.Sql, cancel);
            await Execute(connection, Migrations.Record, cancel, migration.Name, migration.Hash);
        }

        if (upgrade.Partitions is { } count)
            await Partitions.Make(connection, schema, count, cancel);
        if (upgrade.AppRole is { } role)
            await Execute(connection, AppRights.Grant(schema, role), cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task Expect(NpgsqlConnection connection, string schema, CancellationToken cancel)
    {
        try
        {
            var pending = Migrations.Pending(Migrations.For("postgres", Words), await Applied(connection, cancel));
            if (!pending.IsEmpty)
                throw new StoreUnavailableException($"the tables in {schema} wait for {pending[0].Name}");
        }
        catch (PostgresException refusal) when (refusal.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StoreUnavailableException($"the tables in {schema} were not made, or the right to read them was not given", refusal);
        }
    }

    // Asked first, because "create schema if not exists" wants the right to create even when there is nothing to create.
    private static async Task<bool> Exists(NpgsqlConnection connection, string schema, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select 1 from pg_namespace where nspname = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = schema });
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    private static async Task<Dictionary<string, string>> Applied(NpgsqlConnection connection, CancellationToken cancel)
    {
        var applied = new Dictionary<string, string>();
        await using var command = new NpgsqlCommand(Migrations.Applied, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            applied[reader.GetString(0)] = reader.GetString(1);
        return applied;
    }

    internal static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}

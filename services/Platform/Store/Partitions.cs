using Npgsql;

namespace Aftersales.Platform.Store;

/// <summary>
/// Splits the tables that grow with what happens by the hash of their merchant (ADR 15). An installation chooses it before its first row. No statement
/// changes by it: each names the merchant, and every key begins with it.
/// </summary>
internal static class Partitions
{
    /// <summary>The most that make sense: a statement that looks across merchants looks into each.</summary>
    public const int Most = 64;

    // Not the queues: they are short whatever was done, and are read across merchants. Not sums and documents, which are as many as a merchant is large.
    private static readonly string[] Tables = ["states", "events", "requests", "inbox", "claims", "lists"];

    private static readonly string HasRows = $"select {string.Join(" or ", Tables.Select(table => $"exists (select from {table})"))}";

    /// <summary>Makes what is not there yet.</summary>
    /// <exception cref="InvalidOperationException">The tables hold rows, or are split otherwise.</exception>
    public static async Task Make(NpgsqlConnection connection, string schema, int count, CancellationToken cancel)
    {
        var present = await Scalar<long>(connection, $"select count(*) from pg_inherits where inhparent = '{Tables[0]}'::regclass", cancel);
        if (present == count)
            return;
        if (present > 0)
            throw new InvalidOperationException($"the tables of {schema} have {present} partitions, not {count}: their number does not change");
        await PostgresMigrator.Execute(connection, $"lock table {string.Join(", ", Tables)} in access exclusive mode", cancel);
        if (await Scalar<bool>(connection, HasRows, cancel))
            throw new InvalidOperationException($"the tables of {schema} hold rows: partitions are chosen before the first (docs/operations.md, Partitions)");
        await PostgresMigrator.Execute(connection, Split(count), cancel);
    }

    // Made from the whole tables as the migrations left them, so that no column, key or index is written down twice. Each partition has the policy too:
    // whoever reaches one directly sees no more than through its table.
    private static string Split(int count) => $"""
        do $$
        declare
            name text;
            part text;
            statement text;
            key pg_constraint;
            indexes text[];
        begin
            foreach name in array array['{string.Join("', '", Tables)}'] loop
                select * into strict key from pg_constraint where conrelid = name::regclass and contype = 'p';
                statement := pg_get_constraintdef(key.oid);
                select coalesce(array_agg(pg_get_indexdef(indexrelid)), array[]::text[]) into indexes
                    from pg_index where indrelid = name::regclass and not indisprimary;
                execute format('create table %I (like %I including all excluding indexes) partition by hash (merchant)', name || '_split', name);
                execute format('drop table %I', name);
                execute format('alter table %I rename to %I', name || '_split', name);
                execute format('alter table %I add constraint %I %s', name, key.conname, statement);
                foreach statement in array indexes loop
                    execute statement;
                end loop;
                for remainder in 0 .. {count - 1} loop
                    execute format('create table %I partition of %I for values with (modulus {count}, remainder %s)', name || '_' || remainder, name, remainder);
                end loop;
                for part in select name union all select inhrelid::regclass::text from pg_inherits where inhparent = name::regclass loop
                    execute format('alter table %s enable row level security', part);
                    execute format('alter table %s force row level security', part);
                    execute format('create policy one_merchant on %s using (current_setting(''aftersales.merchant'', true) in (merchant, ''*''))', part);
                end loop;
            end loop;
        end $$;
        """;

    private static async Task<T> Scalar<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }
}

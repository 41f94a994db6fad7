using Npgsql;
using NpgsqlTypes;

namespace Aftersales.Platform.Store;

/// <summary>The commands of a bulk script: one for each of its statements, however many rows they write, and one for each sum that they move.</summary>
internal static class PostgresBulk
{
    public static IEnumerable<NpgsqlBatchCommand> Commands(Script script)
    {
        var steps = Enumerable.Range(0, script.Count).ToLookup(step => script[step]);
        foreach (var bulk in BulkStatement.All)
            if (steps[bulk.One].ToArray() is { Length: > 0 } rows)
                yield return Command(bulk, script, rows);
        // Last: whoever else moves these sums waits until the commit.
        foreach (var step in steps[CommitStatements.Count])
            yield return PostgresDatabase.Command(script, step);
    }

    private static NpgsqlBatchCommand Command(BulkStatement bulk, Script script, int[] rows)
    {
        var command = new NpgsqlBatchCommand(bulk.Text);
        for (var column = 0; column < script.ValuesOf(rows[0]).Length; column++)
            command.Parameters.Add(bulk.Numbers.Contains(column) ? Numbers(script, rows, column) : Texts(script, rows, column));
        return command;
    }

    private static NpgsqlParameter<long[]> Numbers(Script script, int[] rows, int column)
    {
        var values = new long[rows.Length];
        for (var row = 0; row < rows.Length; row++)
            values[row] = script.ValuesOf(rows[row])[column].Number;
        return new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
    }

    private static NpgsqlParameter<string?[]> Texts(Script script, int[] rows, int column)
    {
        var values = new string?[rows.Length];
        for (var row = 0; row < rows.Length; row++)
            values[row] = (string?)script.ValuesOf(rows[row])[column].Reference;
        return new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Aftersales.Platform.Store;
using Npgsql;

namespace Aftersales.Bench;

/// <summary>A pgbench script that writes what one commit wrote: the store's own statements, in one pipeline, with new keys each time.</summary>
internal sealed partial class PgbenchScript
{
    // In the order of a commit (CommitScript). The columns are the parameters $1, $2, … of the statement.
    private static readonly (Statement Statement, string Table, string Columns)[] Parts =
    [
        (CommitStatements.Answer, "requests", "merchant, caller, method, request_id, body_hash, reply, at"),
        (CommitStatements.Create, "states", "merchant, kind, id, version, state"),
        (CommitStatements.Append, "events", "merchant, kind, id, version, type, body, person, app, request_id, body_hash, trace_id, at"),
        (CommitStatements.Take, "claims", "merchant, name, holder"),
        (CommitStatements.Count, "counters", "merchant, name, 1, ceiling"),
        (CommitStatements.List, "lists", "merchant, list, sort_key, item, aggregate"),
        (CommitStatements.Schedule, "work", "merchant, kind, aggregate, name, due"),
        (CommitStatements.Publish, "outbox", "merchant, event_id, aggregate, version, topic, body"),
    ];

    private readonly StringBuilder text = new();
    private readonly Dictionary<string, string> variables = [];

    private PgbenchScript()
    {
    }

    /// <summary>The script.</summary>
    public string Text => text.ToString();

    /// <summary>Values that are the same in every transaction: variable by value.</summary>
    public IReadOnlyDictionary<string, string> Constants => variables;

    /// <summary>How many statements the transaction has.</summary>
    public int Statements { get; private set; }

    /// <summary>Reads from the tables what the commit that created an aggregate wrote.</summary>
    /// <param name="own">What else is another one in each transaction, or the same in all though it is a key: value by what the script writes.</param>
    public static async Task<PgbenchScript> Of(
        string connectionString, string schema, string merchant, string aggregate, string requestId, IReadOnlyDictionary<string, string>? own = null)
    {
        var script = new PgbenchScript();
        var keys = new Dictionary<string, string>(own ?? new Dictionary<string, string>()) { [aggregate] = ":id", [requestId] = ":request" };
        foreach (var key in new[] { "id", "request", "claim", "event" })
            script.text.AppendLine(CultureInfo.InvariantCulture, $"\\set {key} random(1000000000000000000, 9000000000000000000)");
        script.text.AppendLine(CultureInfo.InvariantCulture, $"\\set counter random(1, {ComplaintWorld.Agents})");
        script.text.AppendLine("\\startpipeline");
        script.Add("select set_config('aftersales.merchant', $1, true)", [script.Constant(merchant)]);

        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = schema,
            Options = "-c aftersales.merchant=*",
        });
        foreach (var (statement, table, columns) in Parts)
        {
            await foreach (var row in Rows(source, table, columns, aggregate))
                script.Add(statement.Text, [.. row.Select((value, column) => script.Argument(table, columns.Split(", ")[column], value, keys))]);
        }

        script.text.AppendLine("\\endpipeline");
        return script;
    }

    /// <summary>
    /// A commit that changes an aggregate. Each transaction changes another one, with ids 1 and up, and leaves its version as it is: the script cannot
    /// know it. For the same reason its first event takes a number of its own instead of looking the version up.
    /// </summary>
    /// <param name="own">What else is another one in each transaction: value by what the script writes.</param>
    public static PgbenchScript Of(Commit commit, NodaTime.Instant now, int aggregates, IReadOnlyDictionary<string, string> own)
    {
        var script = new PgbenchScript();
        var keys = new Dictionary<string, string>(own) { [commit.Change!.Id] = ":id" };
        script.text.AppendLine(CultureInfo.InvariantCulture, $"\\set id random(1, {aggregates})");
        foreach (var key in new[] { "claim", "event" })
            script.text.AppendLine(CultureInfo.InvariantCulture, $"\\set {key} random(1000000000000000000, 9000000000000000000)");
        script.text.AppendLine("\\set part random(1, 8)");
        script.text.AppendLine("\\startpipeline");
        script.Add("select set_config('aftersales.merchant', $1, true)", [script.Constant(commit.Merchant)]);
        var statements = CommitScript.Of(commit, now);
        for (var step = 0; step < statements.Count; step++)
        {
            string[] arguments = [.. statements.ValuesOf(step).ToArray().Select(value => value switch
            {
                { IsNumber: true } => value.Number.ToString(CultureInfo.InvariantCulture),
                { Reference: string text } => text.Length == 0 ? "''" : keys.TryGetValue(text, out var key) ? key : script.Constant(text),
                { Reference: null } => "null",
                _ => throw new InvalidOperationException("a commit that answers a request is scripted from its rows"),
            })];
            var statement = statements[step];
            if (statement == CommitStatements.AppendNext)
                (statement, arguments[3]) = (CommitStatements.Append, ":event");
            if (statement == CommitStatements.Advance)
                arguments[4] = arguments[3];
            script.Add(statement.Text, arguments);
        }

        script.text.AppendLine("\\endpipeline");
        return script;
    }

    // A transaction's rows carry its number; an outbox row is changed again when it is published.
    private static async IAsyncEnumerable<string?[]> Rows(NpgsqlDataSource source, string table, string columns, string aggregate)
    {
        var isOfTheCommit = table == "outbox" ? "aggregate = $1" : "xmin = (select xmin from states where id = $1)";
        await using var command = source.CreateCommand($"select {string.Join(", ", columns.Split(", ").Select(c => $"{c}::text"))} from {table} where {isOfTheCommit}");
        command.Parameters.Add(new() { Value = aggregate });
        await using var reader = await command.ExecuteReaderAsync();
        var found = 0;
        for (; await reader.ReadAsync(); found++)
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetString(column))];
        if (found == 0)
            throw new InvalidOperationException($"the commit wrote nothing to {table}");
    }

    private string Argument(string table, string column, string? value, Dictionary<string, string> keys) => (table, column) switch
    {
        _ when value is null => "null",
        _ when value.Length == 0 => "''",
        _ when keys.TryGetValue(value, out var key) => key,
        ("claims", "name") => ":claim",
        ("counters", "name") => ":counter",
        ("outbox", "event_id") => ":event",
        _ => Constant(value),
    };

    private string Constant(string value)
    {
        if (!variables.TryGetValue(value, out var variable))
            variables.Add(value, variable = $"c{variables.Count}");
        return $":{variable}";
    }

    private void Add(string statement, string[] arguments)
    {
        text.Append(Parameter().Replace(statement.ReplaceLineEndings(" "), match => arguments[int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1])).AppendLine(";");
        Statements++;
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();
}

using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Aftersales.Platform.Store;

/// <summary>
/// PostgreSQL: a script is one <see cref="NpgsqlBatch"/> in its implicit transaction, which is one round trip. Its first statement names the
/// merchant to row-level security, for this transaction only.
/// </summary>
internal sealed partial class PostgresDatabase : Database
{
    private const string ForMerchant = "select set_config('aftersales.merchant', $1, true)";

    // Where every row is found by its key one plan serves all values. The planner would not believe that of partitions, and plan each statement anew each
    // time, which costs half of a commit (ADR 15).
    private const string ForMerchantByKey = "select set_config('aftersales.merchant', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)";

    // Held until the transaction ends, so that the next relay sees what this one has leased. The table's id keeps services in one database apart.
    private static readonly Statement LeaseAlone = new("select pg_advisory_xact_lock('outbox'::regclass::oid::bigint)");

    private const int Attempts = 5;

    private readonly NpgsqlDataSource source;
    private readonly string schema;
    private readonly Upgrade upgrade;

    public PostgresDatabase(string connectionString, string schema, Upgrade upgrade)
    {
        if (!PlainName().IsMatch(schema))
            throw new ArgumentException($"'{schema}' is no schema name: lower-case letters, digits and underscores, please.", nameof(schema));
        if (upgrade.AppRole is { } role && !PlainName().IsMatch(role))
            throw new ArgumentException($"'{role}' is no role name: lower-case letters, digits and underscores, please.", nameof(upgrade));
        if (upgrade.Partitions is < 2 or > Partitions.Most)
            throw new ArgumentException($"{upgrade.Partitions} partitions: 2 to {Partitions.Most}, please.", nameof(upgrade));
        (this.schema, this.upgrade) = (schema, upgrade);
        source = NpgsqlDataSource.Create(PostgresConnection.Settings(connectionString, schema));
    }

    public override Task Migrate(CancellationToken cancel) => Guarded(async () =>
    {
        await PostgresMigrator.Run(source, schema, upgrade, cancel);
        return true;
    }, cancel);

    public override Task Read(Script script, RowReader rows, CancellationToken cancel) => Guarded(() => Run(script, rows, cancel), cancel);

    public override Task<Written> Write(Script script, RowReader? rows, CancellationToken cancel) =>
        Guarded(() => OrClash(script, isRepeatable: rows is null, () => Run(script, rows, cancel)), cancel);

    public override Task<Written> WriteBulk(Script script, CancellationToken cancel) =>
        Guarded(() => OrClash(script, isRepeatable: true, () => RunBulk(script, cancel)), cancel);

    public override void LeaseOutboxAlone(Script script) => script.Add(LeaseAlone);

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex PlainName();

    private async Task<int> Run(Script script, RowReader? rows, CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(script.IsByKey ? ForMerchantByKey : ForMerchant) { Parameters = { Parameter(script.Merchant) } });
        for (var step = 0; step < script.Count; step++)
            batch.BatchCommands.Add(Command(script, step));

        if (rows is null)
            return await batch.ExecuteNonQueryAsync(cancel);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        for (var result = 0; ; result++)
        {
            // Statements without a result (a plain insert) are passed over by the reader: only scripts of queries are run with rows.
            while (await reader.ReadAsync(cancel))
            {
                if (result > 0)
                    rows(result - 1, reader);
            }

            if (!await reader.NextResultAsync(cancel))
                return reader.RecordsAffected;
        }
    }

    private async Task<int> RunBulk(Script script, CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ForMerchant) { Parameters = { Parameter(script.Merchant) } });
        foreach (var command in PostgresBulk.Commands(script))
            batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>One step of a script.</summary>
    internal static NpgsqlBatchCommand Command(Script script, int step)
    {
        var command = new NpgsqlBatchCommand(script[step].Text);
        foreach (var value in script.ValuesOf(step))
            command.Parameters.Add(Parameter(value));
        return command;
    }

    private static NpgsqlParameter Parameter(Value value) => value switch
    {
        { IsNumber: true } => new NpgsqlParameter<long> { TypedValue = value.Number, NpgsqlDbType = NpgsqlDbType.Bigint },
        { Reference: byte[] bytes } => new NpgsqlParameter<byte[]> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
        { Reference: string text } => new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text },
        _ => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
    };

    private async Task<T> Guarded<T>(Func<Task<T>> run, CancellationToken cancel)
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (PostgresConnection.IsAway(failure) && !cancel.IsCancellationRequested)
        {
            if (failure is not PostgresException refusal || PostgresConnection.IsGoingDown(refusal))
                source.Clear();
            throw PostgresConnection.IsUntrusted(failure)
                ? new StoreUnavailableException(PostgresConnection.Untrusted, failure) { IsUntrusted = true }
                : new StoreUnavailableException("PostgreSQL cannot be reached or is too busy.", failure);
        }
    }

    /// <param name="script">What is run.</param>
    /// <param name="isRepeatable">Not where rows are handed on: they would come twice.</param>
    /// <param name="run">Runs it once.</param>
    private static async Task<Written> OrClash(Script script, bool isRepeatable, Func<Task<int>> run)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new Written(CommitResult.Committed, await run());
            }
            catch (PostgresException refusal) when (Clash(refusal, script) is var clash && clash != CommitResult.Committed)
            {
                return new Written(clash, 0);
            }
            catch (PostgresException refusal) when (isRepeatable && attempt < Attempts && PostgresConnection.IsCollision(refusal))
            {
                // Rolled back by the database to resolve a deadlock, so that a repeat is safe.
            }
        }
    }

    private static CommitResult Clash(PostgresException refusal, Script script)
    {
        if (refusal.SqlState is not (PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NotNullViolation))
            return CommitResult.Committed;
        var refused = refusal.BatchCommand?.CommandText;
        for (var step = 0; step < script.Count; step++)
        {
            if (ReferenceEquals(script[step].Text, refused))
                return script[step].Clash;
        }

        return BulkStatement.All.FirstOrDefault(bulk => ReferenceEquals(bulk.Text, refused))?.One.Clash ?? CommitResult.Committed;
    }
}

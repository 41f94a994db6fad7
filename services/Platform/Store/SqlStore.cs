using NodaTime;

namespace Aftersales.Platform.Store;

/// <summary>The store on PostgreSQL or SQLite: the same statements for both, see <see cref="Database"/> for what differs.</summary>
public sealed partial class SqlStore : IStore
{
    /// <summary>The most rows that one call may ask for.</summary>
    public const int MaxRows = 500;

    // Sorts after every key: the last code point there is.
    private static readonly (string Key, string Item) End = ("\U0010FFFF", "");

    private readonly Database database;
    private readonly TimeProvider time;

    internal SqlStore(Database database, TimeProvider time) => (this.database, this.time) = (database, time);

    /// <summary>A store in a schema of a PostgreSQL database; <see cref="Migrate"/> creates the schema when it is absent.</summary>
    /// <param name="connectionString">
    /// For Npgsql; pool size and time-outs (seconds) are set there. Its role must be no superuser and lack BYPASSRLS, else row security is off.
    /// </param>
    /// <param name="schema">Letters, digits and underscores; one for each service.</param>
    /// <param name="time">Real time, for leases and ages.</param>
    /// <param name="upgrade">Who brings the tables up to date; null for <see cref="Upgrade.Made"/>.</param>
    public static SqlStore Postgres(string connectionString, string schema, TimeProvider time, Upgrade? upgrade = null) =>
        new(new PostgresDatabase(connectionString, schema, upgrade ?? Upgrade.Made), time);

    /// <summary>A store in a SQLite file, which one process opens at a time; the file and its folder are created when absent.</summary>
    public static SqlStore Sqlite(string filePath, TimeProvider time) => new(new SqliteDatabase(filePath), time);

    /// <inheritdoc/>
    public event Action? Committed;

    /// <inheritdoc/>
    public event Action? Changed;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <inheritdoc/>
    public Task Migrate(CancellationToken cancel) => database.Migrate(cancel);

    /// <inheritdoc/>
    public async Task<Loaded> Load(string merchant, string kind, string id, RequestKey? request, CancellationToken cancel)
    {
        var script = For(merchant).Add(Statements.LoadState, merchant, kind, id);
        if (request is not null)
            script.Add(Statements.LoadRequest, merchant, request.Caller, request.Method, request.RequestId);
        var loaded = new Loaded(0, null, null);
        await database.Read(script, (step, row) => loaded = step == 0
            ? Rows.Loaded(row)
            : loaded with { Answered = new AnsweredRequest(request!, row.GetString(0), row.GetFieldValue<byte[]>(1)) }, cancel);
        return loaded;
    }

    /// <inheritdoc/>
    public async Task<CommitResult> Commit(Commit commit, CancellationToken cancel)
    {
        Check(commit.Merchant);
        var script = CommitScript.Of(commit, Now);
        if (script.Count == 0)
            return CommitResult.Committed;
        var written = await database.Write(script, null, cancel);
        if (written.Result == CommitResult.Committed && (commit.Outbox.Count > 0 || commit.Scheduled.Count > 0))
            Committed?.Invoke();
        if (written.Result == CommitResult.Committed && commit.Change is not null)
            Changed?.Invoke();
        return written.Result;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Loaded>> LoadAll(string merchant, string kind, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var script = For(merchant);
        foreach (var id in ids)
            script.Add(Statements.LoadState, merchant, kind, id);
        var loaded = new Loaded[ids.Count];
        Array.Fill(loaded, new Loaded(0, null, null));
        if (ids.Count > 0)
            await database.Read(script, (step, row) => loaded[step] = Rows.Loaded(row), cancel);
        return loaded;
    }

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAll(string merchant, IReadOnlyList<Commit> commits, CancellationToken cancel)
    {
        Check(merchant);
        var script = BulkScript.Of(merchant, commits);
        if (script.Count == 0)
            return CommitResult.Committed;
        var written = await database.WriteBulk(script, cancel);
        if (written.Result == CommitResult.Committed)
        {
            Committed?.Invoke();
            Changed?.Invoke();
        }

        return written.Result;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> Events(string merchant, string kind, string id, long afterVersion, int limit, CancellationToken cancel) =>
        Read(For(merchant).Add(Statements.LoadEvents, merchant, kind, id, afterVersion, limit), Rows.KeyedEvent, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ListedRow>> List(string merchant, ListQuery query, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxRows);
        var (key, item) = query.After ?? (query.Descending ? End : ("", ""));
        var statement = query.Descending ? Statements.ListDescending : Statements.ListAscending;
        return Read(For(merchant).Add(statement, merchant, query.List, query.Kind, key, item, query.Limit), Rows.Listed, cancel);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> Holders(string merchant, IReadOnlyCollection<string> claims, CancellationToken cancel)
    {
        var script = For(merchant);
        foreach (var claim in claims)
            script.Add(Statements.Holder, merchant, claim);
        var holders = new Dictionary<string, string>(claims.Count);
        await database.Read(script, (_, row) => holders[row.GetString(0)] = row.GetString(1), cancel);
        return holders;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, long>> Counters(string merchant, IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        var script = For(merchant);
        foreach (var name in names)
            script.Add(Statements.Counter, merchant, name);
        var values = new Dictionary<string, long>(names.Count);
        await database.Read(script, (_, row) => values[row.GetString(0)] = row.GetInt64(1), cancel);
        return values;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(string Name, long Value)>> CountersUnder(string merchant, string prefix, string after, int limit, CancellationToken cancel) =>
        CountersBetween(Statements.CountersUnder, merchant, after.Length == 0 ? prefix : after, prefix, limit, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<(string Name, long Value)>> LargestUnder(string merchant, string prefix, int limit, CancellationToken cancel) =>
        CountersBetween(Statements.LargestUnder, merchant, prefix, prefix, limit, cancel);

    /// <inheritdoc/>
    public async Task<(long Sum, long Rows)> Tally(string merchant, string counterPrefix, string list, string afterKey, CancellationToken cancel)
    {
        var tally = (0L, 0L);
        await database.Read(For(merchant).Add(Statements.Tally, merchant, counterPrefix, counterPrefix + End.Key, list, afterKey),
            (_, row) => tally = (row.GetInt64(0), row.GetInt64(1)), cancel);
        return tally;
    }

    /// <inheritdoc/>
    public async Task<long> Count(string merchant, string list, string beforeKey, CancellationToken cancel)
    {
        var count = 0L;
        await database.Read(For(merchant).Add(Statements.CountRows, merchant, list, beforeKey), (_, row) => count = row.GetInt64(0), cancel);
        return count;
    }

    /// <inheritdoc/>
    public async Task<Document?> Document(string merchant, string kind, string id, CancellationToken cancel)
    {
        Document? document = null;
        await database.Read(For(merchant).Add(Statements.LoadDocument, merchant, kind, id),
            (_, row) => document = new Document(row.GetInt64(0), row.GetString(1)), cancel);
        return document;
    }

    /// <inheritdoc/>
    public async Task<bool> Put(string merchant, string kind, string id, Document document, CancellationToken cancel) =>
        (await Write(For(merchant).Add(Statements.PutDocument, merchant, kind, id, document.Version, document.Body), cancel)) > 0;

    /// <inheritdoc/>
    public async Task<Backlog> Backlog(Instant businessNow, CancellationToken cancel)
    {
        var backlog = new Backlog(0, 0, null);
        await database.Read(new Script(Script.AllMerchants).Add(Statements.Backlog, businessNow.ToUnixTimeTicks()),
            (_, row) => backlog = Rows.Backlog(row), cancel);
        return backlog;
    }

    /// <inheritdoc/>
    public Task<int> Prune(Instant before, int limit, CancellationToken cancel)
    {
        var age = before.ToUnixTimeTicks();
        return Write(new Script(Script.AllMerchants)
            .Add(Statements.PruneOutbox, age, limit).Add(Statements.PruneRequests, age, limit).Add(Statements.PruneInbox, age, limit), cancel);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static Script For(string merchant)
    {
        Check(merchant);
        return new Script(merchant);
    }

    private static void Check(string merchant)
    {
        if (string.IsNullOrEmpty(merchant) || merchant == Script.AllMerchants)
            throw new ArgumentException("A merchant's id is wanted.", nameof(merchant));
    }

    private Task<IReadOnlyList<(string Name, long Value)>> CountersBetween(
        Statement statement, string merchant, string after, string prefix, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxRows);
        return Read(For(merchant).Add(statement, merchant, after, prefix + End.Key, limit), row => (row.GetString(0), row.GetInt64(1)), cancel);
    }

    private async Task<IReadOnlyList<T>> Read<T>(Script script, Func<System.Data.Common.DbDataReader, T> map, CancellationToken cancel)
    {
        var rows = new List<T>();
        await database.Read(script, Rows.Into(0, rows, map), cancel);
        return rows;
    }

    private async Task<IReadOnlyList<T>> ReadAll<T>(Script script, Func<System.Data.Common.DbDataReader, T> map, CancellationToken cancel)
    {
        var rows = new List<T>();
        if (script.Count > 0)
            await database.Read(script, (_, row) => rows.Add(map(row)), cancel);
        return rows;
    }

    private async Task<int> Write(Script script, CancellationToken cancel) => (await database.Write(script, null, cancel)).Rows;
}

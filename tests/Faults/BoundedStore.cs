using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Faults.Tests;

/// <summary>The real store with a boundary before and after each write. Reads have none of their own: what follows them does.</summary>
internal class BoundedStore(IStore store, Replica replica) : IStore
{
    public event Action? Committed
    {
        add => store.Committed += value;
        remove => store.Committed -= value;
    }

    public event Action? Changed
    {
        add => store.Changed += value;
        remove => store.Changed -= value;
    }

    public Task Migrate(CancellationToken cancel) => store.Migrate(cancel);

    public virtual Task<CommitResult> Commit(Commit commit, CancellationToken cancel) => Write(Describe(commit), () => store.Commit(commit, cancel));

    public Task<IReadOnlyList<Loaded>> LoadAll(string merchant, string kind, IReadOnlyList<string> ids, CancellationToken cancel) =>
        Read(() => store.LoadAll(merchant, kind, ids, cancel));

    public Task<CommitResult> CommitAll(string merchant, IReadOnlyList<Commit> commits, CancellationToken cancel) =>
        Write($"commit {commits.Count} together", () => store.CommitAll(merchant, commits, cancel));

    public Task<bool> Put(string merchant, string kind, string id, Document document, CancellationToken cancel) =>
        Write($"keep {kind} {id}", () => store.Put(merchant, kind, id, document, cancel));

    public virtual Task<IReadOnlyList<OutboxRow>> LeaseOutbox(int limit, Duration lease, CancellationToken cancel) =>
        Write("lease outbox", () => store.LeaseOutbox(limit, lease, cancel));

    public Task Published(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancel) =>
        Write($"mark {rows.Count} published", () => store.Published(rows, cancel));

    public Task ReturnOutbox(IReadOnlyCollection<OutboxRow> rows, Duration delay, CancellationToken cancel) =>
        Write($"return {rows.Count}", () => store.ReturnOutbox(rows, delay, cancel));

    public Task<IReadOnlyList<WorkRow>> LeaseWork(WorkNames names, Instant businessNow, int limit, Duration lease, CancellationToken cancel) =>
        Write("lease work", () => store.LeaseWork(names, businessNow, limit, lease, cancel));

    public Task PostponeWork(WorkRow row, Duration delay, CancellationToken cancel) => Write("postpone", () => store.PostponeWork(row, delay, cancel));

    public Task<Loaded> Load(string merchant, string kind, string id, RequestKey? request, CancellationToken cancel) =>
        Read(() => store.Load(merchant, kind, id, request, cancel));

    public Task<IReadOnlyList<StoredEvent>> Events(string merchant, string kind, string id, long afterVersion, int limit, CancellationToken cancel) =>
        Read(() => store.Events(merchant, kind, id, afterVersion, limit, cancel));

    public Task<IReadOnlyList<TrailEntry>> Trail(string merchant, TrailQuery query, CancellationToken cancel) => Read(() => store.Trail(merchant, query, cancel));

    public Task<IReadOnlyList<(string Id, Loaded Loaded)>> StatesAfter(string merchant, string kind, string afterId, int limit, CancellationToken cancel) =>
        Read(() => store.StatesAfter(merchant, kind, afterId, limit, cancel));

    public Task<IReadOnlyList<ListEntry>> Listed(string merchant, IReadOnlyCollection<ListEntry> entries, CancellationToken cancel) =>
        Read(() => store.Listed(merchant, entries, cancel));

    public Task<IReadOnlyList<ListEntry>> ListRows(string merchant, string? aggregate, ListEntry after, int limit, CancellationToken cancel) =>
        Read(() => store.ListRows(merchant, aggregate, after, limit, cancel));

    public Task<IReadOnlyList<Claim>> ClaimRows(string merchant, string? holder, string afterKey, int limit, CancellationToken cancel) =>
        Read(() => store.ClaimRows(merchant, holder, afterKey, limit, cancel));

    public Task<IReadOnlyList<Work>> WorkOf(string merchant, string kind, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Read(() => store.WorkOf(merchant, kind, ids, cancel));

    public Task<IReadOnlyList<KeyRow>> Keys(string merchant, string subject, (string Kind, string Id) after, int limit, CancellationToken cancel) =>
        Read(() => store.Keys(merchant, subject, after, limit, cancel));

    public Task RemoveKeys(string merchant, IReadOnlyCollection<KeyRow> keys, CancellationToken cancel) =>
        Write($"remove {keys.Count} keys", () => store.RemoveKeys(merchant, keys, cancel));

    public Task Snapshot(string merchant, Action<string, string, string> state, Action<string, long> sum, CancellationToken cancel) =>
        store.Snapshot(merchant, state, sum, cancel);

    public Task<IReadOnlyList<ListedRow>> List(string merchant, ListQuery query, CancellationToken cancel) => Read(() => store.List(merchant, query, cancel));

    public Task<IReadOnlyDictionary<string, string>> Holders(string merchant, IReadOnlyCollection<string> claims, CancellationToken cancel) =>
        Read(() => store.Holders(merchant, claims, cancel));

    public Task<IReadOnlyDictionary<string, long>> Counters(string merchant, IReadOnlyCollection<string> names, CancellationToken cancel) =>
        Read(() => store.Counters(merchant, names, cancel));

    public Task<IReadOnlyList<(string Name, long Value)>> CountersUnder(string merchant, string prefix, string after, int limit, CancellationToken cancel) =>
        Read(() => store.CountersUnder(merchant, prefix, after, limit, cancel));

    public Task<IReadOnlyList<(string Name, long Value)>> LargestUnder(string merchant, string prefix, int limit, CancellationToken cancel) =>
        Read(() => store.LargestUnder(merchant, prefix, limit, cancel));

    public Task<long> Count(string merchant, string list, string beforeKey, CancellationToken cancel) =>
        Read(() => store.Count(merchant, list, beforeKey, cancel));

    public Task<(long Sum, long Rows)> Tally(string merchant, string counterPrefix, string list, string afterKey, CancellationToken cancel) =>
        Read(() => store.Tally(merchant, counterPrefix, list, afterKey, cancel));

    public Task<Document?> Document(string merchant, string kind, string id, CancellationToken cancel) => Read(() => store.Document(merchant, kind, id, cancel));

    public Task<Backlog> Backlog(Instant businessNow, CancellationToken cancel) => Read(() => store.Backlog(businessNow, cancel));

    public Task<int> Prune(Instant before, int limit, CancellationToken cancel) => store.Prune(before, limit, cancel);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async Task<T> Write<T>(string what, Func<Task<T>> write)
    {
        await replica.Boundary($"before {what}");
        var written = await write();
        await replica.Boundary($"after {what}");
        return written;
    }

    private Task Write(string what, Func<Task> write) => Write(what, async () =>
    {
        await write();
        return true;
    });

    private Task<T> Read<T>(Func<Task<T>> read)
    {
        replica.Alive();
        return read();
    }

    // No ids of ours: they differ from run to run.
    private static string Describe(Commit commit) =>
        $"commit {commit.Change?.Kind}: {string.Join(", ", commit.Change?.Events.Select(happened => happened.Type) ?? [])}";
}

using NodaTime;

namespace Aftersales.Platform.Store;

/// <summary>
/// Where a service keeps everything: written once, for PostgreSQL and SQLite. Every call but the last group names the merchant and sees nothing
/// of another's. A database that is away surfaces as <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Raised after a commit that left rows for the outbox relay or work that is due, so that they need not wait for the next poll.</summary>
    event Action? Committed;

    /// <summary>Raised after a commit that changed an aggregate, so that whoever watches a list need not wait for the next poll.</summary>
    event Action? Changed;

    /// <summary>Creates or upgrades the tables. Safe when several replicas start at once.</summary>
    Task Migrate(CancellationToken cancel);

    /// <summary>An aggregate's state, and the stored reply if this request was already answered, in one round trip.</summary>
    Task<Loaded> Load(string merchant, string kind, string id, RequestKey? request, CancellationToken cancel);

    /// <summary>Makes everything in <paramref name="commit"/> durable, or nothing. One batch and one round trip on PostgreSQL; one shared fsync on SQLite.</summary>
    Task<CommitResult> Commit(Commit commit, CancellationToken cancel);

    /// <summary>The states of many aggregates of one kind in one round trip, in the order asked for; requests are not looked up.</summary>
    Task<IReadOnlyList<Loaded>> LoadAll(string merchant, string kind, IReadOnlyList<string> ids, CancellationToken cancel);

    /// <summary>
    /// Makes changes of many aggregates durable together, or none of them: a clash of one is a clash of all. On PostgreSQL their rows are written table
    /// by table. For bulk work: each commit is of another aggregate, and has no request, event or claim.
    /// </summary>
    Task<CommitResult> CommitAll(string merchant, IReadOnlyList<Commit> commits, CancellationToken cancel);

    /// <summary>The aggregate's events after a version, oldest first.</summary>
    Task<IReadOnlyList<StoredEvent>> Events(string merchant, string kind, string id, long afterVersion, int limit, CancellationToken cancel);

    /// <summary>Events of all aggregates, or of some, the newest first.</summary>
    Task<IReadOnlyList<TrailEntry>> Trail(string merchant, TrailQuery query, CancellationToken cancel);

    /// <summary>One page of a keyed list with the states it points to. The query's <c>After</c> is the last row of the page before.</summary>
    Task<IReadOnlyList<ListedRow>> List(string merchant, ListQuery query, CancellationToken cancel);

    /// <summary>The next states of a kind by id, after one; empty for the first.</summary>
    /// <param name="limit">1 … 500 states.</param>
    Task<IReadOnlyList<(string Id, Loaded Loaded)>> StatesAfter(string merchant, string kind, string afterId, int limit, CancellationToken cancel);

    /// <summary>The next keys of somebody's personal data, by kind and id, after one; empty for the first.</summary>
    /// <param name="limit">1 … 500 keys.</param>
    Task<IReadOnlyList<KeyRow>> Keys(string merchant, string subject, (string Kind, string Id) after, int limit, CancellationToken cancel);

    /// <summary>Removes keys, in one transaction; those that are gone, or another by now, are passed over. What was written under them nobody can read any more.</summary>
    Task RemoveKeys(string merchant, IReadOnlyCollection<KeyRow> keys, CancellationToken cancel);

    /// <summary>Which of these places in lists are taken, each with the aggregate that it points to now.</summary>
    Task<IReadOnlyList<ListEntry>> Listed(string merchant, IReadOnlyCollection<ListEntry> entries, CancellationToken cancel);

    /// <summary>The next entries of all lists after a place; of one aggregate where it is named.</summary>
    /// <param name="limit">1 … 500 entries.</param>
    Task<IReadOnlyList<ListEntry>> ListRows(string merchant, string? aggregate, ListEntry after, int limit, CancellationToken cancel);

    /// <summary>The next claims by key, after one; of one holder where it is named.</summary>
    /// <param name="limit">1 … 500 claims.</param>
    Task<IReadOnlyList<Claim>> ClaimRows(string merchant, string? holder, string afterKey, int limit, CancellationToken cancel);

    /// <summary>The work of aggregates of a kind, due or not.</summary>
    Task<IReadOnlyList<Work>> WorkOf(string merchant, string kind, IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>Every state and every sum of a merchant as they are at one moment; neither is held in memory here.</summary>
    /// <param name="state">Takes kind, id and state.</param>
    /// <param name="sum">Takes name and value.</param>
    Task Snapshot(string merchant, Action<string, string, string> state, Action<string, long> sum, CancellationToken cancel);

    /// <summary>Who holds these claims; claims that nobody holds are absent.</summary>
    Task<IReadOnlyDictionary<string, string>> Holders(string merchant, IReadOnlyCollection<string> claims, CancellationToken cancel);

    /// <summary>The present values of counters; never touched ones are absent.</summary>
    Task<IReadOnlyDictionary<string, long>> Counters(string merchant, IReadOnlyCollection<string> names, CancellationToken cancel);

    /// <summary>The first counters by name whose names begin with a prefix and come after another, those at 0 left out: sums over values that nobody can list.</summary>
    /// <param name="after">The last name of the page before; empty for the first.</param>
    /// <param name="limit">1 … 500 counters.</param>
    Task<IReadOnlyList<(string Name, long Value)>> CountersUnder(string merchant, string prefix, string after, int limit, CancellationToken cancel);

    /// <summary>The greatest counters whose names begin with a prefix, the greatest first; the database goes through all of them.</summary>
    /// <param name="limit">1 … 500 counters.</param>
    Task<IReadOnlyList<(string Name, long Value)>> LargestUnder(string merchant, string prefix, int limit, CancellationToken cancel);

    /// <summary>
    /// The sum of the counters whose names begin with a prefix, and how many rows a list has after a key, both of the same moment: what a commit
    /// has counted it has listed too.
    /// </summary>
    Task<(long Sum, long Rows)> Tally(string merchant, string counterPrefix, string list, string afterKey, CancellationToken cancel);

    /// <summary>How many rows a list has before a key; rows from the key on are not looked at.</summary>
    Task<long> Count(string merchant, string list, string beforeKey, CancellationToken cancel);

    /// <summary>A document kept from others' facts (an order's snapshot), or null.</summary>
    Task<Document?> Document(string merchant, string kind, string id, CancellationToken cancel);

    /// <summary>Keeps a document unless the same or a newer version is there already. True when it was kept.</summary>
    Task<bool> Put(string merchant, string kind, string id, Document document, CancellationToken cancel);

    /// <summary>
    /// Leases unpublished outbox rows, oldest first, never two of one aggregate to two relays at once: a row is left alone while an earlier row of
    /// the same aggregate is leased elsewhere. Leases run on real time.
    /// </summary>
    Task<IReadOnlyList<OutboxRow>> LeaseOutbox(int limit, Duration lease, CancellationToken cancel);

    /// <summary>
    /// Marks rows as published; they are kept for a while for diagnosis and then removed by <see cref="Prune"/>. Rows that another relay has leased
    /// meanwhile are left to it.
    /// </summary>
    Task Published(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancel);

    /// <summary>Gives rows that could not be published back, to be tried again after <paramref name="delay"/> of real time; not those of another's lease.</summary>
    Task ReturnOutbox(IReadOnlyCollection<OutboxRow> rows, Duration delay, CancellationToken cancel);

    /// <summary>Leases work of these names whose business time has come, each row to one worker.</summary>
    Task<IReadOnlyList<WorkRow>> LeaseWork(WorkNames names, Instant businessNow, int limit, Duration lease, CancellationToken cancel);

    /// <summary>Puts leased work back for another try after <paramref name="delay"/> of real time, unless a commit changed it meanwhile.</summary>
    Task PostponeWork(WorkRow row, Duration delay, CancellationToken cancel);

    /// <summary>How much is waiting: unpublished rows, work due by <paramref name="businessNow"/>, and when the next work is due.</summary>
    Task<Backlog> Backlog(Instant businessNow, CancellationToken cancel);

    /// <summary>Removes published rows, stored replies and inbox rows older than <paramref name="before"/> (real time), at most some at a time.</summary>
    Task<int> Prune(Instant before, int limit, CancellationToken cancel);
}

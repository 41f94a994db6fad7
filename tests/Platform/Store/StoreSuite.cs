using Aftersales.Platform.Store;
using Aftersales.Testing;
using NodaTime;

namespace Aftersales.Platform.Tests.Store;

/// <summary>What <see cref="IStore"/> promises; run on each database by its own subclass.</summary>
public abstract partial class StoreSuite : IAsyncLifetime
{
    protected const string Kind = "case";
    protected const string Shop = "m_shop";
    protected const string Rival = "m_rival";

    protected static readonly Actor Agent = new("agent_1", "console", "request_1", "hash_1", "trace_1");
    protected static readonly Instant At = Instant.FromUtc(2024, 3, 1, 8, 0);
    protected static readonly Duration Minute = Duration.FromMinutes(1);
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    protected static readonly CancellationToken None = CancellationToken.None;

    protected ManualTime Time { get; } = new();

    protected string Place { get; private set; } = null!;

    protected SqlStore Store { get; private set; } = null!;

    /// <summary>Where a store can be that nobody has used.</summary>
    protected abstract string NewPlace();

    protected abstract SqlStore Open(string place);

    /// <summary>The same for a test that does not look at how tables are made: they may be there already.</summary>
    protected virtual Task<string> PlaceOfTest() => Task.FromResult(NewPlace());

    /// <summary>Runs SQL behind the store's back.</summary>
    protected abstract void Tamper(string place, string sql);

    public async Task InitializeAsync()
    {
        Place = await PlaceOfTest();
        Store = Open(Place);
        await Store.Migrate(None);
    }

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    protected static AggregateChange Change(string id, long expected, int events = 1, string kind = Kind) => new(
        kind, id, expected, $$"""{"version":{{expected + events}}}""",
        [.. Enumerable.Range(1, events).Select(n => new NewEvent($"Happened{n}", $$"""{"n":{{n}}}"""))], Agent, At);

    protected static Commit Creation(string id, string merchant = Shop) => new(merchant) { Change = Change(id, 0) };

    protected static OutboxMessage Message(string aggregate, long version) =>
        new($"event-{aggregate}-{version}", aggregate, version, "aftersales.cases", "{}");

    protected static Platform.Store.Work Deadline(string aggregate, Instant due, string name = "deadline") => new(new WorkKey(Kind, aggregate, name), due);

    protected async Task Commit(Commit commit) => (await Store.Commit(commit, None)).ShouldBe(CommitResult.Committed);

    protected Task<Loaded> Load(string id, string merchant = Shop) => Store.Load(merchant, Kind, id, null, None);
}

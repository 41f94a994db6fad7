using Aftersales.Platform.Store;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace Aftersales.Platform.Tests.Store;

/// <summary>Commits that share a COMMIT share its fate. The writer is held while they queue, so that they are one group for certain.</summary>
public sealed class SqliteGroupTests : IAsyncLifetime
{
    private const string Shop = "m_shop", Kind = "case";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aftersales-group-");
    private SqliteDatabase database = null!;
    private SqlStore store = null!;

    public async Task InitializeAsync()
    {
        database = new SqliteDatabase(Path.Combine(folder.FullName, "store.db"));
        store = new SqlStore(database, TimeProvider.System);
        await store.Migrate(None);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Hundreds_of_commits_share_an_fsync()
    {
        var before = database.Commits;
        var commits = await WhileHeld(_ => { }, () => [.. Enumerable.Range(0, 500).Select(n => Create(n))]);

        (await Task.WhenAll(commits).WaitAsync(Soon)).ShouldAllBe(result => result == CommitResult.Committed);
        (database.Commits - before).ShouldBe(3, "one for what held the writer, two for groups of at most 256");
    }

    [Fact]
    public async Task Who_clashes_takes_nobody_along()
    {
        var commits = await WhileHeld(_ => { }, () => [.. Enumerable.Range(0, 90).Select(n => Create(n / 3))]);

        var results = await Task.WhenAll(commits).WaitAsync(Soon);
        for (var n = 0; n < 90; n++)
            results[n].ShouldBe(n % 3 == 0 ? CommitResult.Committed : CommitResult.VersionClash);
        for (var n = 0; n < 30; n++)
            (await store.Events(Shop, Kind, $"case_{n}", 0, 10, None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_gives_up_in_the_queue_commits_nothing_and_takes_nobody_along()
    {
        using var giveUp = new CancellationTokenSource();
        var commits = await WhileHeld(_ => { }, () =>
        {
            List<Task<CommitResult>> queued = [Create(1), store.Commit(Creation(2), giveUp.Token)];
            giveUp.Cancel();
            return queued;
        });

        (await commits[0].WaitAsync(Soon)).ShouldBe(CommitResult.Committed);
        await Should.ThrowAsync<OperationCanceledException>(() => commits[1].WaitAsync(Soon));
        (await store.Load(Shop, Kind, "case_2", null, None)).Version.ShouldBe(0);
    }

    [Fact]
    public async Task A_failing_commit_fails_the_whole_group_and_the_writer_goes_on()
    {
        var hooked = 0;
        var commits = await WhileHeld(
            connection => raw.sqlite3_commit_hook(connection, _ => Interlocked.Increment(ref hooked) == 1 ? 0 : 1, null),
            () => [.. Enumerable.Range(0, 30).Select(n => Create(n))]);

        await FailedAndThenSucceed(commits);
        hooked.ShouldBe(2);
    }

    [Fact]
    public async Task A_full_disk_fails_the_whole_group_and_the_writer_goes_on()
    {
        // SQLite itself refuses to grow the file, as it does when the disk refuses.
        await database.Write(new Script(Shop).Add(new Statement("pragma max_page_count = 1")), null, None);
        var commits = await WhileHeld(_ => { }, () => [.. Enumerable.Range(0, 30).Select(n => Create(n, state: new string('x', 20_000)))]);

        await FailedAndThenSucceed(commits);
    }

    private static Commit Creation(int n, string state = "{}") => new(Shop)
    {
        Change = new AggregateChange(Kind, $"case_{n}", 0, state, [new NewEvent("Opened", "{}")], new Actor("agent_1", "console"), Instant.FromUtc(2024, 3, 1, 8, 0)),
    };

    private Task<CommitResult> Create(int n, string state = "{}") => store.Commit(Creation(n, state), None);

    private async Task FailedAndThenSucceed(List<Task<CommitResult>> commits)
    {
        foreach (var commit in commits)
            await Should.ThrowAsync<StoreUnavailableException>(() => commit.WaitAsync(Soon));
        for (var n = 0; n < commits.Count; n++)
        {
            (await store.Load(Shop, Kind, $"case_{n}", null, None)).Version.ShouldBe(0);
            (await Create(n)).ShouldBe(CommitResult.Committed);
        }
    }

    /// <summary>Keeps the writer busy in a transaction of its own until <paramref name="queue"/> has queued.</summary>
    private async Task<List<Task<CommitResult>>> WhileHeld(Action<sqlite3> prepare, Func<List<Task<CommitResult>>> queue)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        // It writes, because SQLite does not ask the commit hook about a transaction that only read.
        var holding = database.Write(
            new Script(Shop).Add(new Statement("insert into counters (merchant, name, value, ceiling) values ('m_shop', 'held', 0, 0) returning value")),
            (_, row) =>
            {
                prepare(raw.sqlite3_db_handle(((SqliteDataReader)row).Handle!));
                held.SetResult();
                release.Wait(Soon);
            }, None);
        await held.Task.WaitAsync(Soon);
        var queued = queue();
        release.Set();
        await holding.WaitAsync(Soon);
        return queued;
    }
}

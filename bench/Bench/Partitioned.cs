using Aftersales.Platform.Store;
using Aftersales.Testing;
using NodaTime;
using Npgsql;

namespace Aftersales.Bench;

/// <summary>The store over whole tables and over tables that are split by merchant, in turns: what the planner and the locks of partitions cost (ADR 15).</summary>
internal static class Partitioned
{
    private const int Callers = 16;
    private static readonly int[] Splits = [8, 16, 32];

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        var worlds = new List<World> { await World.Make(null) };
        foreach (var split in Splits)
            worlds.Add(await World.Make(split));
        var rows = new List<Row>();
        foreach (var (what, act) in new (string, Func<World, Task>)[]
                 {
                     ("commits of a change", world => world.Change()),
                     ("states read", world => world.Load()),
                     ("pages of 50", world => world.Page()),
                     ("leases of due work", world => world.Lease()),
                 })
        {
            foreach (var world in worlds)
                await world.Tidy();
            var series = await pace.InTurns([.. worlds.Select(world => (Func<Task<Rate>>)(() => Load.For(pace.Slice, Callers, () => act(world))))]);
            rows.Add(new($"{what}, whole tables", Report.PerSecond(series[0].PerSecond)));
            rows.AddRange(Splits.Select((split, place) => new Row(
                $"{what}, {split} partitions", Report.PerSecond(series[place + 1].PerSecond), Report.Ratio(series[place + 1].RatioTo(series[0]), "whole"))));
        }

        foreach (var world in worlds)
            await world.DisposeAsync();
        return rows;
    }

    /// <summary>A database with some merchants and their aggregates, each of which is in its merchant's list.</summary>
    private sealed class World(SqlStore store, string place) : IAsyncDisposable
    {
        private const int Merchants = 40;
        private const int Each = 60;
        private const string Kind = "case";
        private static readonly Instant At = Instant.FromUtc(2026, 6, 2, 8, 0);
        private static readonly string State = $$"""{"text":"{{new string('x', 1500)}}"}""";
        private static readonly Actor Agent = new("agent-1", "console", "request", "hash", "trace");

        private readonly long[] versions = new long[Merchants * Each];
        private int next;

        public static async Task<World> Make(int? partitions)
        {
            var place = PostgresServer.Shared.NewDatabase();
            var store = SqlStore.Postgres(place, "complaint", TimeProvider.System, Upgrade.Made with { Partitions = partitions });
            await store.Migrate(CancellationToken.None);
            var world = new World(store, place);
            for (var number = 0; number < world.versions.Length; number++)
                await world.Change();
            return world;
        }

        /// <summary>Else what was written before would burden what is read now, here more and there less.</summary>
        public async Task Tidy()
        {
            await using var source = NpgsqlDataSource.Create(place);
            await using var command = source.CreateCommand("vacuum analyze");
            await command.ExecuteNonQueryAsync();
        }

        // What most commits write: a request's reply or a consumed event, state, event, a place in lists, a claim, a sum, work, a message.
        public async Task Change()
        {
            var number = Interlocked.Increment(ref next);
            var (merchant, id, place) = Of(number);
            var version = versions[place];
            var result = await store.Commit(
                new(merchant)
                {
                    Request = new(new("agent-1", "/aftersales/Change", $"request-{number}"), "hash", new byte[300]),
                    Change = new(Kind, id, version, State, [new("Changed", State[..600])], Agent, At),
                    Unlisted = version == 0 ? [] : [new("open", $"{version - 1:D9}", id, id)],
                    Listed = [new("open", $"{version:D9}", id, id), new("all", "1", id, id)],
                    Claims = [new($"claim-{number}", id)],
                    Counters = [new($"sum-{place % 16}", 1, long.MaxValue)],
                    Scheduled = [new(new(Kind, id, "deadline"), At + Duration.FromDays(1))],
                    Outbox = [new($"{merchant}/{id}/{version}", id, version + 1, "aftersales.complaint", State[..600])],
                },
                CancellationToken.None);
            if (result != CommitResult.Committed)
                throw new InvalidOperationException($"a commit ended {result}");
            versions[place] = version + 1;
        }

        public async Task Load()
        {
            var (merchant, id, _) = Of(Interlocked.Increment(ref next));
            if ((await store.Load(merchant, Kind, id, null, CancellationToken.None)).State is null)
                throw new InvalidOperationException("a state is gone");
        }

        public async Task Page()
        {
            var (merchant, _, _) = Of(Interlocked.Increment(ref next));
            if ((await store.List(merchant, new("open", Kind, null, 50), CancellationToken.None)).Count != 50)
                throw new InvalidOperationException("rows of a list are gone");
        }

        // Nothing is due: what the scheduler asks most of the time.
        public async Task Lease()
        {
            if ((await store.LeaseWork(WorkNames.All, At, 8, Duration.FromMinutes(1), CancellationToken.None)).Count > 0)
                throw new InvalidOperationException("work is due");
        }

        public ValueTask DisposeAsync() => store.DisposeAsync();

        private static (string Merchant, string Id, int Place) Of(int number)
        {
            var place = number % (Merchants * Each);
            return ($"merchant-{place % Merchants}", $"case-{place}", place);
        }
    }
}

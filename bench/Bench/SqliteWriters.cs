using System.Globalization;
using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Bench;

/// <summary>Commits to one SQLite file from several writers: they share fsyncs.</summary>
internal static class SqliteWriters
{
    private const string Merchant = "tea-house";

    private static readonly string Json = $$"""{"text":"{{new string('x', 1000)}}"}""";

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        using var folder = new TemporaryFolder();
        await using var database = new SqliteDatabase(folder.File("store.db"));
        await using var store = new SqlStore(database, TimeProvider.System);
        await store.Migrate(CancellationToken.None);
        int[] writers = [1, 16, 64];
        var syncs = writers.Select(_ => new List<double>()).ToArray();
        var series = await pace.InTurns([.. writers.Select((callers, index) => (Func<Task<Rate>>)(() => Run(callers, syncs[index])))]);
        return
        [
            .. writers.Select((callers, index) => new Row(
                $"SQLite, {callers} writer{(callers == 1 ? "" : "s")}",
                string.Create(CultureInfo.InvariantCulture, $"{Report.PerSecond(series[index].PerSecond)}, {Statistics.Median(syncs[index]):0.0} a COMMIT"),
                index == 0 ? "" : Report.Ratio(series[index].RatioTo(series[0]), "1 writer"))),
        ];

        async Task<Rate> Run(int callers, List<double> commitsEach)
        {
            var (before, calls) = (database.Commits, 0);
            var rate = await Load.For(pace.Slice, callers, async () =>
            {
                Interlocked.Increment(ref calls);
                if (await store.Commit(New(), CancellationToken.None) is not CommitResult.Committed and var result)
                    throw new InvalidOperationException($"a commit ended with {result}");
            });
            commitsEach.Add((double)calls / (database.Commits - before));
            return rate;
        }
    }

    /// <summary>A new aggregate of 1 kB with its event, its message and its request.</summary>
    private static Commit New()
    {
        var id = Guid.NewGuid().ToString("N");
        var at = Instant.FromUtc(2026, 6, 2, 1, 0);
        return new(Merchant)
        {
            Change = new("case", id, 0, Json, [new("CaseOpened", Json)], new("buyer-1", "gateway"), at),
            Request = new(new("buyer-1", "OpenCase", id), id, new byte[200]),
            Outbox = [new(id, id, 1, "aftersales.complaint", Json)],
            Listed = [new("cases", id, id, id)],
        };
    }
}

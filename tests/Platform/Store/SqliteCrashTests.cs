using System.Diagnostics;
using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Platform.Tests.Store;

public sealed class SqliteCrashTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aftersales-crash-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task After_kill_9_every_acknowledged_commit_is_there_and_none_is_half()
    {
        var place = Path.Combine(folder.FullName, "store.db");
        var acknowledged = new HashSet<string>();
        foreach (var run in Enumerable.Range(1, 4))
        {
            acknowledged.UnionWith(await CommitThenKill(place, run, lines: 40 * run * run));
            await Check(place, acknowledged);
        }
    }

    private static async Task<List<string>> CommitThenKill(string place, int run, int lines)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(CommitUntilKilled).Assembly.Location, place, $"run{run}"]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var ids = new List<string>();
        try
        {
            while (ids.Count < lines && await child.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } id)
                ids.Add(id);
        }
        finally
        {
            child.Kill();
        }

        // What it managed to say before it died was acknowledged too; only a line without its end was not said.
        var rest = await child.StandardOutput.ReadToEndAsync();
        ids.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await child.WaitForExitAsync();
        ids.Count.ShouldBeGreaterThanOrEqualTo(lines);
        return ids;
    }

    private static async Task Check(string place, HashSet<string> acknowledged)
    {
        await using var store = SqlStore.Sqlite(place, TimeProvider.System);
        await store.Migrate(None);

        // A lease of no length leaves the rows as they were for the next check.
        var published = (await store.LeaseOutbox(int.MaxValue, Duration.Zero, None)).Select(row => row.AggregateId).ToHashSet();
        acknowledged.Except(published).ShouldBeEmpty();
        (await store.Counters(CommitUntilKilled.Merchant, [CommitUntilKilled.Counter], None))[CommitUntilKilled.Counter].ShouldBe(published.Count);
        (await store.Holders(CommitUntilKilled.Merchant, published, None)).Count.ShouldBe(published.Count);
        foreach (var id in published)
        {
            (await store.Load(CommitUntilKilled.Merchant, CommitUntilKilled.Kind, id, null, None)).Version.ShouldBe(2);
            (await store.Events(CommitUntilKilled.Merchant, CommitUntilKilled.Kind, id, 0, 10, None)).Count.ShouldBe(2);
        }

        // Whoever was not there at all may be written now: nothing of it was left behind.
        foreach (var id in NextOf(published))
            (await store.Load(CommitUntilKilled.Merchant, CommitUntilKilled.Kind, id, null, None)).Version.ShouldBe(0);
    }

    private static IEnumerable<string> NextOf(IEnumerable<string> ids) => ids
        .GroupBy(id => id[..id.LastIndexOf('-')], id => int.Parse(id[(id.LastIndexOf('-') + 1)..]))
        .Select(writer => $"{writer.Key}-{writer.Max() + 1}");
}

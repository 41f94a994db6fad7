namespace Aftersales.Bench;

/// <summary>A long ledger next to an empty one, both on PostgreSQL: trial balances, and what posting costs.</summary>
internal static class Ledgers
{
    private const int Callers = 8;

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        var orders = pace.Writes * pace.AllRounds;
        await using var empty = await LedgerWorld.Start(orders, entries: 0);
        await using var full = await LedgerWorld.Start(orders, pace.Entries);
        var (posted, asked) = (new Dictionary<LedgerWorld, int> { [empty] = 0, [full] = 0 }, 0);
        var series = await pace.InTurns(
            () => Post(empty),
            () => Post(full),
            () => Load.For(pace.Slice, 1, full.BalanceNow),
            () => Load.For(pace.Slice, 1, () => full.BalanceAt(Interlocked.Increment(ref asked))));
        return
        [
            new($"posting to an empty ledger, {Callers} at once", Report.PerSecond(series[0].PerSecond)),
            new($"posting to one of {pace.Entries:N0} entries", Report.PerSecond(series[1].PerSecond),
                Report.Ratio(series[0].RatioTo(series[1]), "empty's time"), "at most 1.20"),
            new("its trial balance now", Report.Milliseconds(series[2].Latency), "", "under 1 s"),
            new("its trial balance at a past moment", Report.Milliseconds(series[3].Latency), "", "under 1 s"),
        ];

        // Whatever is left to publish is published before the next thing has its turn.
        async Task<Rate> Post(LedgerWorld world)
        {
            var rate = await Load.Of(posted[world], pace.Writes, Callers, world.Post);
            posted[world] += pace.Writes;
            await world.Drain();
            return rate;
        }
    }
}

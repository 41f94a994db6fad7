namespace Aftersales.Bench;

/// <summary>Medians: one disturbed round then says nothing.</summary>
internal static class Statistics
{
    public static T Median<T>(IEnumerable<T> values)
    {
        T[] sorted = [.. values.Order()];
        return sorted.Length > 0 ? sorted[sorted.Length / 2] : throw new InvalidOperationException("nothing was measured");
    }
}

/// <summary>The rounds of one thing that was measured.</summary>
internal sealed record Series(IReadOnlyList<Rate> Rounds)
{
    public double PerSecond => Statistics.Median(Rounds.Select(r => r.PerSecond));

    public TimeSpan Latency => Statistics.Median(Rounds.Select(r => r.Latency));

    /// <summary>How many times as many calls a second as another's. Round by round: both then had the same neighbours on the machine.</summary>
    public double RatioTo(Series other) => Statistics.Median(Rounds.Zip(other.Rounds, (mine, its) => mine.PerSecond / its.PerSecond));
}

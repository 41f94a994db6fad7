namespace Aftersales.Complaints.Domain;

/// <summary>
/// Resolution times as counts by class, so that a month's percentiles are read without looking at a case. Each class ends 10 % above its beginning, and its
/// middle is told: at most 5 % beside the true time. Times under a minute are told as one minute, times of 200 days and more as 200 days.
/// </summary>
public static class ResolutionTimes
{
    private const long Shortest = 60;
    private const long Longest = 200 * 24 * 60 * 60;

    // Seconds at which the classes begin; whole numbers, so that a time falls into the same class everywhere.
    private static readonly ImmutableArray<long> Begins = [.. Classes()];

    /// <summary>The class that a time falls into.</summary>
    public static int ClassOf(Duration time)
    {
        var place = Begins.BinarySearch((long)time.TotalSeconds);
        return place >= 0 ? place : ~place - 1;
    }

    /// <summary>
    /// The time that a share of the cases did not exceed (nearest rank), as the middle of its class; null without cases.
    /// </summary>
    /// <param name="counts">Cases by class.</param>
    /// <param name="percent">1 to 100.</param>
    public static Duration? Percentile(IReadOnlyCollection<KeyValuePair<int, long>> counts, int percent)
    {
        var rank = ((counts.Sum(count => count.Value) * percent) + 99) / 100;
        foreach (var (place, count) in counts.OrderBy(count => count.Key))
        {
            rank -= count;
            if (rank <= 0 && count > 0)
                return Middle(place);
        }

        return null;
    }

    private static Duration Middle(int place) =>
        place == 0 ? Duration.FromSeconds(Shortest)
        : place == Begins.Length - 1 ? Duration.FromSeconds(Longest)
        : Duration.FromSeconds((Begins[place] + Begins[place + 1]) / 2);

    private static IEnumerable<long> Classes()
    {
        yield return long.MinValue;
        for (var begin = Shortest; begin < Longest; begin = begin * 11 / 10)
            yield return begin;
        yield return Longest;
    }
}

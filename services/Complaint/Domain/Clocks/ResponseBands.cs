namespace Aftersales.Complaints.Domain;

/// <summary>
/// Response times by how long they took, so that percentiles follow from sums: each band ends where a figure of the norm lies (15, 20, 30 and 60 s), and
/// they grow wider where nobody looks closely.
/// </summary>
public static class ResponseBands
{
    private static readonly ImmutableArray<int> Seconds =
        [5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400];

    public static int Of(Duration time)
    {
        var band = 0;
        while (band < Seconds.Length && time > Duration.FromSeconds(Seconds[band]))
            band++;
        return band;
    }

    /// <summary>The longest time in a band; null for the last, which has none.</summary>
    public static Duration? End(int band) => band < Seconds.Length ? Duration.FromSeconds(Seconds[band]) : null;

    /// <summary>The band that the given share of the responses does not pass, in percent; null where there are none.</summary>
    /// <param name="counts">How many there are, by band.</param>
    public static int? Percentile(IReadOnlyDictionary<int, long> counts, int percent)
    {
        var (all, seen) = (counts.Values.Sum(), 0L);
        foreach (var (band, count) in counts.OrderBy(entry => entry.Key))
        {
            seen += count;
            if (seen * 100 >= all * percent && count > 0)
                return band;
        }

        return null;
    }
}

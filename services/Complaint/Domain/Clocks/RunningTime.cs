namespace Aftersales.Complaints.Domain;

/// <summary>How long a clock runs that declared disasters stop, and since when: its due time follows from both and the stops (R-TRK-1).</summary>
public sealed record RunningTime(Instant Since, Duration Time)
{
    public static RunningTime Until(Instant since, Instant due) => new(since, due - since);

    public Instant Due(ImmutableArray<Standstill> stops) => Stop.Deadline(Since, Time, stops.Times());
}

/// <summary>A declared disaster as the clocks of a case were told of it.</summary>
/// <param name="Version">What is told with a higher one takes its place.</param>
public sealed record Standstill(string Disaster, long Version, Stop Time);

/// <summary>The disasters that a case was told of.</summary>
public static class Standstills
{
    public static ImmutableArray<Stop> Times(this ImmutableArray<Standstill> stops) => [.. stops.Select(stop => stop.Time)];

    /// <summary>The newest of what is known and told, by disaster; the same array where nothing is new.</summary>
    public static ImmutableArray<Standstill> Newest(this ImmutableArray<Standstill> known, IEnumerable<Standstill> told)
    {
        foreach (var stop in told)
        {
            var before = known.FirstOrDefault(other => other.Disaster == stop.Disaster);
            if (before is null)
                known = known.Add(stop);
            else if (before.Version < stop.Version)
                known = known.Replace(before, stop);
        }

        return known;
    }
}

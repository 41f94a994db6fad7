using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>A time in which the clocks of a region stand still (R-TRK-1).</summary>
/// <param name="Until">Exclusive; after <paramref name="From"/>.</param>
public sealed record Stop(Instant From, Instant Until)
{
    /// <summary>
    /// When so much time will have passed since <paramref name="start"/>, stops left out. Stops may overlap and come in any order. A deadline that
    /// falls on the beginning of a stop is met there.
    /// </summary>
    public static Instant Deadline(Instant start, Duration time, ImmutableArray<Stop> stops)
    {
        var (now, left) = (start, time);
        foreach (var stop in stops.OrderBy(s => s.From))
        {
            if (stop.Until <= now)
                continue;
            if (stop.From - now >= left)
                break;
            left -= Duration.Max(Duration.Zero, stop.From - now);
            now = stop.Until;
        }

        return now + left;
    }
}

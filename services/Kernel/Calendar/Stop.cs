using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Kernel;

/// <summary>A time in which the clocks of a region stand still (R-TRK-1). Where several are given they may overlap and come in any order.</summary>
/// <param name="Until">Exclusive; after <paramref name="From"/>.</param>
public sealed record Stop(Instant From, Instant Until)
{
    /// <summary>When so much time will have passed since <paramref name="start"/>, stops left out. A deadline that falls on the beginning of a stop is met there.</summary>
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

    /// <summary>How much of a span the clocks ran; its end is not before its beginning.</summary>
    public static Duration Running(Instant from, Instant to, ImmutableArray<Stop> stops)
    {
        var (now, ran) = (from, Duration.Zero);
        foreach (var stop in stops.OrderBy(s => s.From).TakeWhile(s => s.From < to))
        {
            ran += Duration.Max(Duration.Zero, stop.From - now);
            now = Instant.Max(now, stop.Until);
        }

        return ran + Duration.Max(Duration.Zero, to - now);
    }
}

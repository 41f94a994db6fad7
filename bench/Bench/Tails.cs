using System.Diagnostics;

namespace Aftersales.Bench;

/// <summary>How long the slowest calls take, of two things called by turns: what else the machine does meanwhile burdens them alike.</summary>
internal static class Tails
{
    /// <summary>The 99th percentile of each.</summary>
    /// <param name="calls">Of each; a number that divides by 100, so that the percentile is that of a call made.</param>
    public static async Task<(TimeSpan One, TimeSpan Other)> P99(int calls, Func<int, Task> one, Func<int, Task> other)
    {
        var (ones, others) = (new TimeSpan[calls], new TimeSpan[calls]);
        for (var number = 0; number < calls; number++)
        {
            ones[number] = await Time(one, number);
            others[number] = await Time(other, number);
        }

        return (At99(ones), At99(others));
    }

    /// <summary>The 99th percentile of each at a given load; medians of the rounds.</summary>
    /// <param name="perSecond">Calls that are begun a second, whether those before were answered or not.</param>
    public static async Task<(TimeSpan One, TimeSpan Other)> P99At(Pace pace, double perSecond, Func<Task> one, Func<Task> other)
    {
        var (ones, others) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = -1; round < pace.Rounds; round++)
        {
            var (first, second) = (At99(await Load.Paced(pace.Slice, perSecond, one)), At99(await Load.Paced(pace.Slice, perSecond, other)));
            if (round < 0)
                continue;
            ones.Add(first);
            others.Add(second);
        }

        return (Statistics.Median(ones), Statistics.Median(others));
    }

    private static async Task<TimeSpan> Time(Func<int, Task> call, int number)
    {
        var began = Stopwatch.GetTimestamp();
        await call(number);
        return Stopwatch.GetElapsedTime(began);
    }

    private static TimeSpan At99(TimeSpan[] times)
    {
        Array.Sort(times);
        return times[times.Length * 99 / 100];
    }
}

using System.Diagnostics;

namespace Aftersales.Bench;

/// <summary>What came of calling one thing again and again for a while.</summary>
/// <param name="PerSecond">Calls answered a second.</param>
/// <param name="Latency">Median time of a call.</param>
internal sealed record Rate(double PerSecond, TimeSpan Latency);

/// <summary>Calls one thing from several callers, each with one call under way. A call that fails ends the whole benchmark.</summary>
internal static class Load
{
    public static Task<Rate> For(TimeSpan time, int callers, Func<Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        return Run(callers, _ => Stopwatch.GetElapsedTime(started) < time, _ => call());
    }

    /// <param name="first">Number of the first call; each call gets its own.</param>
    public static Task<Rate> Of(int first, int calls, int callers, Func<int, Task> call) =>
        Run(callers, number => number < calls, number => call(first + number));

    /// <summary>Begins so many calls a second whether those before were answered or not, and times each from the moment at which it was to begin.</summary>
    public static async Task<TimeSpan[]> Paced(TimeSpan time, double perSecond, Func<Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        var times = new Task<TimeSpan>[(int)(time.TotalSeconds * perSecond)];
        for (var number = 0; number < times.Length; number++)
        {
            var due = TimeSpan.FromSeconds(number / perSecond);
            while (Stopwatch.GetElapsedTime(started) < due)
                await Task.Delay(1);
            times[number] = Task.Run(async () =>
            {
                await call();
                return Stopwatch.GetElapsedTime(started) - due;
            });
        }

        return await Task.WhenAll(times);
    }

    private static async Task<Rate> Run(int callers, Func<int, bool> goesOn, Func<int, Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        var last = -1;
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(Caller)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        List<TimeSpan> all = [.. times.SelectMany(t => t)];
        return new(all.Count / elapsed.TotalSeconds, Statistics.Median(all));

        async Task<List<TimeSpan>> Caller()
        {
            var mine = new List<TimeSpan>();
            while (Interlocked.Increment(ref last) is var number && goesOn(number))
            {
                var began = Stopwatch.GetTimestamp();
                await call(number);
                mine.Add(Stopwatch.GetElapsedTime(began));
            }

            return mine;
        }
    }
}

using System.Diagnostics;

namespace Aftersales.Demo;

/// <summary>One line a step, with a bar that fills.</summary>
internal sealed class Progress
{
    private const int Width = 24;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Lock gate = new();

    public async Task Each(string what, IEnumerable<Play> plays, int atOnce, Func<Play, Task> act)
    {
        var all = plays.ToList();
        var done = 0;
        Show(what, done, all.Count);
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (play, _) =>
        {
            try
            {
                await act(play);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{play.Flow}, order {play.Order.OrderId}, {play.CaseId}: {failure.Message}", failure);
            }

            Show(what, Interlocked.Increment(ref done), all.Count);
        });
        End();
    }

    public async Task Once(string what, Func<Task> act)
    {
        Show(what, 0, 1);
        await act();
        Show(what, 1, 1);
        End();
    }

    private void Show(string what, int done, int all)
    {
        lock (gate)
        {
            if (Console.IsOutputRedirected && done < all)
                return;
            var filled = all == 0 ? Width : Width * done / all;
            Console.Write($"{(Console.IsOutputRedirected ? "" : "\r")}  [{new string('#', filled)}{new string('.', Width - filled)}] {done,3}/{all,-3} {what,-44} {watch.Elapsed.TotalSeconds,6:0.0} s");
        }
    }

    private static void End() => Console.WriteLine();
}

using System.Collections.Concurrent;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Aftersales.Platform.Aggregates;

/// <summary>
/// Follows a page of a keyed list for whoever works it: the whole page first, then what changes. A commit in this process wakes it, a slow poll sees
/// what other replicas wrote, and between two reads passes <see cref="Pause"/> at least: a watch costs one indexed read then, and nothing while
/// nothing happens.
/// </summary>
public sealed class ListWatch(IStore store, IClock clock, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Watches that one person may have open at this replica.</summary>
    public const int MostPerPerson = 8;

    /// <summary>The least time between two reads of one watch.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>After this a watch looks by itself, and says that it is alive when nothing changed.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>A watch ends by itself then, so that none outlives the caller's rights for long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Merchant, string Person), int> open = new();

    /// <summary>Tells rounds until the caller goes, the service stops, or <see cref="Longest"/> has passed; then it returns, and the stream ends in good order.</summary>
    /// <param name="call">Who watches.</param>
    /// <param name="read">The page as it is now; the call it is given carries the time of the read.</param>
    /// <param name="tell">Sends a round.</param>
    /// <exception cref="RefusedException">TOO_MANY_WATCHES.</exception>
    public async Task Follow<TState>(Call call, Func<Call, Task<Page<TState>>> read, Func<ListRound<TState>, Task> tell)
    {
        var person = (call.Merchant, call.Person);
        if (open.AddOrUpdate(person, 1, (_, n) => n + 1) > MostPerPerson)
        {
            Close(person);
            throw new RefusedException(new Refusal(PlatformReasons.TooManyWatches, "too many lists are watched at once").With("allowed", $"{MostPerPerson}"));
        }

        var wake = new Wake(time, Poll);
        using var ended = new CancellationTokenSource(Longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Cancel, lifetime.ApplicationStopping, ended.Token);
        store.Changed += wake.Up;
        try
        {
            await Rounds(call with { Cancel = stop.Token }, wake, read, tell);
        }
        catch (Exception end) when (stop.IsCancellationRequested && end is OperationCanceledException or InvalidOperationException or IOException)
        {
            // The caller went, the service stops, or the watch has had its time. A stream whose caller went refuses to be written to.
        }
        finally
        {
            store.Changed -= wake.Up;
            Close(person);
        }
    }

    private async Task Rounds<TState>(Call call, Wake wake, Func<Call, Task<Page<TState>>> read, Func<ListRound<TState>, Task> tell)
    {
        Dictionary<string, long>? known = null;
        while (true)
        {
            var page = await read(call with { Now = clock.GetCurrentInstant() });
            var present = page.Rows.ToDictionary(row => row.Item, row => row.Version, StringComparer.Ordinal);
            await tell(new(
                [.. page.Rows.Where(row => known?.GetValueOrDefault(row.Item) != row.Version)],
                known is null ? [] : [.. known.Keys.Where(item => !present.ContainsKey(item))]));
            known = present;
            await Task.Delay(Pause, time, call.Cancel);
            await wake.Wait(call.Cancel);
        }
    }

    private void Close((string, string) person)
    {
        if (open.AddOrUpdate(person, 0, (_, n) => n - 1) == 0)
            open.TryRemove(new(person, 0));
    }
}

/// <summary>What changed in a page since the round before; all of it in the first.</summary>
/// <param name="Changed">Rows that are new or changed.</param>
/// <param name="Removed">Items that left the page.</param>
public sealed record ListRound<TState>(IReadOnlyList<PageRow<TState>> Changed, IReadOnlyList<string> Removed);

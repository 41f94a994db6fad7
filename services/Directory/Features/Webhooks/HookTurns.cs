using Aftersales.Platform.Work;

namespace Aftersales.Directories.Features;

/// <summary>
/// Whose turn it is at each receiver. One that hangs, or is slow, keeps its own events waiting and nobody else's; one that fails is tried by one delivery at
/// a time. What comes too early waits here and not in a slot: whoever is at the receiver does it next.
/// </summary>
public sealed class HookTurns(TimeProvider time)
{
    /// <summary>Deliveries under way at once, to all receivers together.</summary>
    public const int Slots = 64;

    /// <summary>Of which one receiver has at most so many.</summary>
    public const int Share = 8;

    /// <summary>Less than a lease of work: what waits for longer is leased again, by whoever is free then.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(45);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Receiver> receivers = new(StringComparer.Ordinal);

    /// <summary>Delivers, and then what came for the same receiver meanwhile; or leaves it to those who are at it.</summary>
    public async Task Run(string subscription, bool isFailing, WorkItem item, Func<WorkItem, Task> deliver)
    {
        if (!Begin(subscription, isFailing ? 1 : Share, item))
            return;
        try
        {
            for (WorkItem? next = item; next is not null; next = Next(subscription))
                await deliver(next);
        }
        finally
        {
            End(subscription);
        }
    }

    private bool Begin(string subscription, int share, WorkItem item)
    {
        lock (gate)
        {
            if (!receivers.TryGetValue(subscription, out var receiver))
                receivers[subscription] = receiver = new();
            if (receiver.UnderWay < share)
            {
                receiver.UnderWay++;
                return true;
            }

            while (receiver.Waiting.TryPeek(out var first) && IsOver(first.Since))
                receiver.Waiting.Dequeue();
            receiver.Waiting.Enqueue((item, time.GetTimestamp()));
            return false;
        }
    }

    private WorkItem? Next(string subscription)
    {
        lock (gate)
        {
            var waiting = receivers[subscription].Waiting;
            while (waiting.TryDequeue(out var first))
            {
                if (!IsOver(first.Since))
                    return first.Item;
            }

            return null;
        }
    }

    private void End(string subscription)
    {
        lock (gate)
        {
            if (--receivers[subscription].UnderWay == 0)
                receivers.Remove(subscription);
        }
    }

    private bool IsOver(long since) => time.GetElapsedTime(since) >= LongestWait;

    private sealed class Receiver
    {
        public int UnderWay { get; set; }

        public Queue<(WorkItem Item, long Since)> Waiting { get; } = [];
    }
}

using Aftersales.Platform.Store;

namespace Aftersales.Platform.Aggregates;

/// <summary>What a commit has to write beside state and events: the difference between what the old and the new state call for.</summary>
internal static class Difference
{
    public static Commit Between<TState, TEvent>(AggregateType<TState, TEvent> type, string id, TState? before, TState after, Commit commit)
        where TState : class
        where TEvent : class
    {
        var (listed, unlisted) = Compare(before is null ? [] : type.Lists(id, before), type.Lists(id, after));
        var (claimed, released) = Compare(before is null ? [] : type.Claims(id, before), type.Claims(id, after));
        var (scheduled, calledOff) = Compare(before is null ? [] : type.Work(id, before), type.Work(id, after));
        return commit with
        {
            Listed = listed,
            Unlisted = unlisted,
            Claims = claimed,
            ReleasedClaims = [.. released.Select(c => c.Key)],
            Counters = Moves(before is null ? [] : type.Shares(id, before), type.Shares(id, after)),
            Scheduled = [.. scheduled.Select(d => new Store.Work(new(type.Kind, id, d.Name), d.At))],
            CalledOff = [.. calledOff.Where(d => scheduled.TrueForAll(s => s.Name != d.Name)).Select(d => new WorkKey(type.Kind, id, d.Name))],
        };
    }

    private static (List<T> Added, List<T> Removed) Compare<T>(IEnumerable<T> before, IEnumerable<T> after)
    {
        var old = before.ToHashSet();
        var added = new List<T>();
        foreach (var item in after)
            if (!old.Remove(item))
                added.Add(item);
        return (added, [.. old]);
    }

    private static List<CounterMove> Moves(IEnumerable<Share> before, IEnumerable<Share> after)
    {
        var moves = before.ToDictionary(s => s.Counter, s => new CounterMove(s.Counter, -s.Amount, s.Limit));
        foreach (var share in after)
        {
            var back = moves.TryGetValue(share.Counter, out var move) ? move.Delta : 0;
            moves[share.Counter] = new(share.Counter, share.Amount + back, share.Limit);
        }

        return [.. moves.Values.Where(m => m.Delta != 0).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }
}

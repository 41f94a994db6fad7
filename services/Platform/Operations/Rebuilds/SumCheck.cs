using System.Runtime.InteropServices;
using Aftersales.Platform.Store;

namespace Aftersales.Platform.Operations.Rebuilds;

/// <summary>
/// The sums, against the shares of all states as both are at one moment. What differs then differs for good, since every write moves a sum by as much as its
/// state's share changes: the difference is added whatever was written meanwhile.
/// </summary>
internal sealed class SumCheck(IStore store, IEnumerable<KnownAggregate> aggregates)
{
    public async Task<Batch> Look(string merchant, CancellationToken cancel)
    {
        var known = aggregates.ToDictionary(aggregate => aggregate.Kind, StringComparer.Ordinal);
        var differences = new Dictionary<string, long>(StringComparer.Ordinal);
        await store.Snapshot(
            merchant,
            (kind, id, state) =>
            {
                var type = known.GetValueOrDefault(kind) ?? throw new InvalidOperationException($"nobody knows the aggregates of type {kind}");
                foreach (var share in type.SharesOf(id, state))
                    CollectionsMarshal.GetValueRefOrAddDefault(differences, share.Counter, out _) += share.Amount;
            },
            (name, value) => CollectionsMarshal.GetValueRefOrAddDefault(differences, name, out _) -= value,
            cancel);
        CounterMove[] moves = [.. differences.Where(sum => sum.Value != 0).Select(sum => new CounterMove(sum.Key, sum.Value, long.MaxValue))];
        return new(null, new(Sums: moves.Length)) { Counters = moves };
    }
}

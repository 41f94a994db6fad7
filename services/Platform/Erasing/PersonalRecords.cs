using System.Collections.Immutable;
using Aftersales.Platform.Operations;
using Aftersales.Platform.Store;

namespace Aftersales.Platform.Erasing;

/// <summary>The aggregates that personal data of a customer stands in: those with a key in their name.</summary>
internal sealed class PersonalRecords(IStore store, IEnumerable<KnownAggregate> aggregates)
{
    /// <summary>As many as an answer names.</summary>
    public const int MostNamed = 10;

    private const int AtOnce = 200;

    private readonly Dictionary<string, KnownAggregate> known = aggregates.ToDictionary(aggregate => aggregate.Kind, StringComparer.Ordinal);

    /// <summary>The first of those that something is under way in.</summary>
    public async Task<ImmutableArray<string>> Open(string merchant, string customer, CancellationToken cancel)
    {
        var open = ImmutableArray.CreateBuilder<string>();
        await foreach (var (keys, states) in Pages(merchant, customer, cancel))
            open.AddRange(keys.Where((key, place) => states[place] is { } state && known[key.Kind].IsOpen(state)).Select(key => $"{key.Kind}/{key.Id}"));
        return [.. open.Take(MostNamed)];
    }

    /// <summary>Removes the keys of all that no law has kept, in pieces: what a process that ends half way left is removed the next time.</summary>
    public async Task<ErasureResult> Erase(string merchant, string customer, CancellationToken cancel)
    {
        var (erased, kept, because) = (0, 0, new SortedSet<string>(StringComparer.Ordinal));
        await foreach (var (keys, states) in Pages(merchant, customer, cancel))
        {
            var removed = new List<KeyRow>(keys.Count);
            for (var place = 0; place < keys.Count; place++)
            {
                if (states[place] is { } state && known[keys[place].Kind].KeptBecause(state) is { } law)
                    because.Add(law);
                else
                    removed.Add(keys[place]);
            }

            await store.RemoveKeys(merchant, removed, cancel);
            (erased, kept) = (erased + removed.Count, kept + keys.Count - removed.Count);
        }

        return new(erased, kept, [.. because]);
    }

    private async IAsyncEnumerable<(IReadOnlyList<KeyRow> Keys, IReadOnlyList<string?> States)> Pages(
        string merchant, string customer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var after = ("", "");
        IReadOnlyList<KeyRow> keys;
        do
        {
            keys = await store.Keys(merchant, customer, after, AtOnce, cancel);
            var states = new List<string?>(keys.Count);
            foreach (var kind in keys.GroupBy(key => key.Kind))
                states.AddRange((await store.LoadAll(merchant, kind.Key, [.. kind.Select(key => key.Id)], cancel)).Select(loaded => loaded.State));
            yield return (keys, states);
            if (keys.Count > 0)
                after = (keys[^1].Kind, keys[^1].Id);
        }
        while (keys.Count == AtOnce);
    }
}

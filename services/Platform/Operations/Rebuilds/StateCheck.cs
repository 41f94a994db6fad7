using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Platform.Operations.Rebuilds;

/// <summary>What some states call for, against what is there.</summary>
internal sealed class StateCheck(IStore store, IEnumerable<KnownAggregate> aggregates, Vault vault)
{
    public async Task<Batch> Look(string merchant, Rebuild rebuild, int size, CancellationToken cancel)
    {
        var known = aggregates.Single(aggregate => aggregate.Kind == rebuild.Kind);
        var states = rebuild.Id is { } id
            ? [(id, await store.Load(merchant, rebuild.Kind, id, null, cancel))]
            : await store.StatesAfter(merchant, rebuild.Kind, rebuild.Cursor, size, cancel);
        var derived = states.Where(state => state.Loaded.State is not null).Select(state => (State: state, Calls: known.Of(state.Id, state.Loaded.State!, vault.KeyOf(state.Loaded.Key)))).ToList();
        var listed = (await store.Listed(merchant, [.. derived.SelectMany(one => one.Calls.Lists)], cancel)).ToHashSet();
        var holders = await store.Holders(merchant, [.. derived.SelectMany(one => one.Calls.Claims).Select(claim => claim.Key)], cancel);
        var work = (await store.WorkOf(merchant, rebuild.Kind, [.. derived.Select(one => one.State.Id)], cancel)).ToLookup(row => row.Key.Aggregate);

        var batch = new Batch(rebuild.Id is not null || states.Count < size ? null : states[^1].Id, new(Aggregates: derived.Count));
        return derived.Aggregate(batch, (sum, one) => Add(sum, rebuild.Kind, one.State, one.Calls, listed, holders, [.. work[one.State.Id]]));
    }

    private static Batch Add(
        Batch batch, string kind, (string Id, Loaded Loaded) state, Derived calls, HashSet<ListEntry> listed, IReadOnlyDictionary<string, string> holders, Store.Work[] work)
    {
        List<ListEntry> missing = [.. calls.Lists.Where(entry => !listed.Contains(entry))];
        List<Claim> free = [.. calls.Claims.Where(claim => !holders.ContainsKey(claim.Key))];
        var held = calls.Claims.Count(claim => holders.TryGetValue(claim.Key, out var holder) && holder != claim.Holder);
        var wanted = calls.Work.ToDictionary(due => due.Name, due => new Store.Work(new(kind, state.Id, due.Name), Kept(due.At)), StringComparer.Ordinal);
        List<Store.Work> late = [.. wanted.Values.Except(work)];
        List<WorkKey> idle = [.. work.Where(row => !wanted.ContainsKey(row.Key.Name)).Select(row => row.Key)];
        if (missing.Count + free.Count + held + late.Count + idle.Count == 0)
            return batch;
        return batch with
        {
            Found = batch.Found + new Found(Lists: missing.Count, Claims: free.Count, Work: late.Count + idle.Count, Held: held),
            Seen = [.. batch.Seen, new(kind, state.Id, state.Loaded.Version)],
            Listed = [.. batch.Listed, .. missing],
            Claims = [.. batch.Claims, .. free],
            Scheduled = [.. batch.Scheduled, .. late],
            CalledOff = [.. batch.CalledOff, .. idle],
        };
    }

    // The store keeps no more than ticks.
    private static Instant Kept(Instant at) => Instant.FromUnixTimeTicks(at.ToUnixTimeTicks());
}

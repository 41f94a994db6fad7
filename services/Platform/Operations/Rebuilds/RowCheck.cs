using System.Text.Json;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;

namespace Aftersales.Platform.Operations.Rebuilds;

/// <summary>What is there, against what the aggregates that it belongs to call for. Rows tell an aggregate's id and not its type, so that each type is asked that has one of the id.</summary>
internal sealed class RowCheck(IStore store, IEnumerable<KnownAggregate> aggregates, Vault vault)
{
    public async Task<Batch> Lists(string merchant, Rebuild rebuild, int size, CancellationToken cancel)
    {
        var after = rebuild.Cursor.Length == 0 ? ["", "", ""] : JsonSerializer.Deserialize<string[]>(rebuild.Cursor)!;
        var rows = await store.ListRows(merchant, rebuild.Id, new(after[0], after[1], after[2], ""), size, cancel);
        var extra = await Extra(merchant, rebuild.Kind, rows, row => row.Aggregate, (row, calls) => calls.Lists.Contains(row), cancel);
        var cursor = rows.Count < size ? null : JsonSerializer.Serialize(new[] { rows[^1].List, rows[^1].Key, rows[^1].Item });
        return new(cursor, new(Lists: extra.Rows.Count)) { Seen = extra.Seen, Unlisted = extra.Rows };
    }

    public async Task<Batch> Claims(string merchant, Rebuild rebuild, int size, CancellationToken cancel)
    {
        var rows = await store.ClaimRows(merchant, rebuild.Id, rebuild.Cursor, size, cancel);
        var extra = await Extra(merchant, rebuild.Kind, rows, row => row.Holder, (row, calls) => calls.Claims.Contains(row), cancel);
        var cursor = rows.Count < size ? null : rows[^1].Key;
        return new(cursor, new(Claims: extra.Rows.Count)) { Seen = extra.Seen, ReleasedClaims = [.. extra.Rows.Select(row => row.Key)] };
    }

    /// <summary>The rows of the type's aggregates that none calls for, and the states that say so.</summary>
    private async Task<(IReadOnlyList<T> Rows, IReadOnlyCollection<Seen> Seen)> Extra<T>(
        string merchant, string kind, IReadOnlyList<T> rows, Func<T, string> owner, Func<T, Derived, bool> isCalledFor, CancellationToken cancel)
    {
        var seen = new HashSet<Seen>();
        // The type itself first: mostly it settles all.
        foreach (var known in aggregates.OrderBy(aggregate => aggregate.Kind != kind))
        {
            if (rows.Count == 0)
                break;
            string[] ids = [.. rows.Select(owner).Distinct()];
            var loaded = await store.LoadAll(merchant, known.Kind, ids, cancel);
            var calls = new Dictionary<string, Derived>(ids.Length);
            for (var place = 0; place < ids.Length; place++)
            {
                if (loaded[place].State is not { } state)
                    continue;
                calls[ids[place]] = known.Of(ids[place], state, vault.KeyOf(loaded[place].Key));
                seen.Add(new(known.Kind, ids[place], loaded[place].Version));
            }

            // What is of no aggregate of the type is none of this rebuild's.
            rows = [.. rows.Where(row => calls.TryGetValue(owner(row), out var those) ? !isCalledFor(row, those) : known.Kind != kind)];
        }

        var left = rows.Select(owner).ToHashSet();
        return (rows, [.. seen.Where(state => left.Contains(state.Id))]);
    }
}

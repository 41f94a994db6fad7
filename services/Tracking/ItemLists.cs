using Aftersales.Platform.Store;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking;

/// <summary>The tracking lists (R-TRK-2), those first that belong on them longest; each by list, state, and owner or region.</summary>
internal static class ItemLists
{
    /// <param name="list">Null for all.</param>
    /// <param name="state">Null for all that are not closed.</param>
    /// <param name="owner">Null for everybody's.</param>
    /// <param name="region">Null for all; not together with an owner.</param>
    public static string Name(TrackingList? list, ItemState? state, string? owner, string? region)
    {
        var whose = owner is not null ? $"owner:{owner}" : region is not null ? $"region:{region}" : "all";
        return $"items:{list?.ToString() ?? "all"}:{state?.ToString() ?? "live"}:{whose}";
    }

    /// <summary>What the contract calls it.</summary>
    public static string ItemId(string order, int number) => $"{order}.{number}";

    /// <summary>Null for text that is no item's id.</summary>
    public static (string Order, int Number)? Parse(string itemId) =>
        itemId.LastIndexOf('.') is > 0 and var point && int.TryParse(itemId.AsSpan(point + 1), out var number) && ItemId(itemId[..point], number) == itemId
            ? (itemId[..point], number)
            : null;

    public static IEnumerable<ListEntry> Of(string id, string region, OrderState order) =>
        from item in order.Items
        from list in new TrackingList?[] { null, item.Finding.List }
        from state in item.IsLive ? new ItemState?[] { null, item.State } : [ItemState.Closed]
        from name in Names(list, state, item.Owner, region)
        select new ListEntry(name, ListKeys.Of(item.Finding.From), ItemId(id, item.Number), id);

    private static IEnumerable<string> Names(TrackingList? list, ItemState? state, string? owner, string region)
    {
        yield return Name(list, state, null, null);
        if (region.Length > 0)
            yield return Name(list, state, null, region);
        if (owner is not null)
            yield return Name(list, state, owner, null);
    }
}

using Aftersales.Platform.Store;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking;

/// <summary>The lists of all orders, by when they were placed.</summary>
internal static class OrderLists
{
    /// <summary>The list of all orders, or those of a buyer, in a status, or both.</summary>
    /// <param name="buyer">Null for all.</param>
    /// <param name="status"><see cref="Status.Unknown"/> for all.</param>
    public static string Name(string? buyer, Status status)
    {
        var of = buyer is null ? "all" : $"buyer:{buyer}";
        return status == Status.Unknown ? of : $"status:{status}:{of}";
    }

    public static IEnumerable<ListEntry> Of(string id, OrderView order)
    {
        var (key, buyer, status) = (ListKeys.Of(order.PlacedAt!.Value), order.Placed!.BuyerId, order.Status);
        return new[] { Name(null, Status.Unknown), Name(null, status), Name(buyer, Status.Unknown), Name(buyer, status) }
            .Select(list => new ListEntry(list, key, id, id));
    }
}

using Aftersales.Platform.Store;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns;

/// <summary>Names and order of the lists that a return stands in: for all and for its customer, each whole, by state and by order.</summary>
public static class ReturnLists
{
    public static IEnumerable<string> Of(ReturnState state) =>
        (from customer in new[] { "", state.CustomerId }
         from list in new[] { Name(customer, null, ""), Name(customer, state.Stage, ""), Name(customer, null, state.OrderId) }
         select list).Concat(state.Parcels.Select(p => p.TrackingNo).OfType<string>().Distinct().Select(OfParcel));

    /// <summary>The returns that have pieces in a parcel: one, unless a customer put two returns into it.</summary>
    public static string OfParcel(string trackingNo) => $"parcel:{Uri.EscapeDataString(trackingNo)}";

    /// <param name="customer">Empty for all customers.</param>
    /// <param name="stage">Null for all states.</param>
    /// <param name="order">Empty for all orders; not together with a state.</param>
    public static string Name(string customer, ReturnStage? stage, string order)
    {
        var whose = customer.Length == 0 ? "all" : $"customer:{Uri.EscapeDataString(customer)}";
        return (stage, order) switch
        {
            ({ } one, "") => $"{whose}/state:{one}",
            (null, "") => whose,
            (null, _) => $"{whose}/order:{Uri.EscapeDataString(order)}",
            _ => throw new ArgumentException("a state or an order, not both", nameof(order)),
        };
    }

    /// <summary>The earliest due first; what waits for nothing comes after, the oldest first.</summary>
    public static string Key(ReturnState state) =>
        (state.Due is null ? "~" : "") + TimeKey.Of(state.Due ?? state.RequestedAt);
}

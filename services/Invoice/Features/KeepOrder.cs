using Aftersales.Contracts.Tracking;
using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Invoices.Features;

/// <summary>Keeps what Invoice needs of an order's facts.</summary>
public sealed class KeepOrder(Documents<PaidOrder> orders) : IHandle<OrderChanged>
{
    public Task Handle(OrderChanged happened, Call call)
    {
        var order = happened.Order;
        return orders.Keep(call, order.OrderId, order.Version, new(
            order.BuyerId,
            order.PaidTime is not null || order.Status is OrderStatus.Paid or OrderStatus.Dispatched or OrderStatus.Signed or OrderStatus.Settled,
            [.. order.Lines.Select(line => new PaidLine(line.LineId, $"{line.Category}", line.Quantity, line.Paid.ToDomain()))],
            order.PaidAmount.ToDomain(),
            order.FreightPaid.ToDomain()));
    }
}

internal static class FromContract
{
    /// <summary>An amount that an event left out is nothing.</summary>
    public static Money ToDomain(this Contracts.Money? amount) => amount is null ? Money.Cny(0) : new(amount.MinorUnits, Currency.Of(amount.CurrencyCode));
}

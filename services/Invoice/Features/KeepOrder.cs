using Aftersales.Contracts.Tracking;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Books;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace Aftersales.Invoices.Features;

/// <summary>
/// Keeps what Invoice needs of an order's facts. One that was ticked at the order is requested by itself once it is paid (R-INV-3), to the
/// customer's default title; facts carry none.
/// </summary>
public sealed class KeepOrder(
    OrderFacts facts, OrdersInvoices orders, Aggregates<OrderInvoices, InvoiceEvent> aggregates, Aggregates<TitleBook, TitleBookEvent> books)
    : IHandle<OrderChanged>
{
    public async Task Handle(OrderChanged happened, Call call)
    {
        await facts.Keep(happened.Order.OrderId, happened.Order.Version, Read(happened.Order), call);

        // The latest, which an event that came late is not.
        if (await facts.Find(happened.Order.OrderId, call) is not { } latest)
            return;
        var begins = latest is { IsTicked: true, IsPaid: true, IsCancelled: false };
        if (!begins && await aggregates.Find(call.Merchant, happened.Order.OrderId, call.Cancel) is null)
            return;

        var title = begins ? (await books.Find(call.Merchant, latest.CustomerId, call.Cancel))?.State.Default : null;
        await orders.Change(happened.Order.OrderId, call, new FollowOrder(
            Ids.Derived("inv", $"{call.Merchant}/{happened.Order.OrderId}/ticked"), latest, title?.Sealed, title?.NumberWarning ?? false));
    }

    private static PaidOrder Read(OrderSnapshot order) => new(
        order.BuyerId,
        order.PaidTime is not null || order.Status is OrderStatus.Paid or OrderStatus.Dispatched or OrderStatus.Signed or OrderStatus.Settled,
        [.. order.Lines.Select(line => new PaidLine(line.LineId, $"{line.Category}", line.Quantity, line.Paid.ToDomain()) { UnitList = line.UnitListPrice?.ToDomain() })],
        order.PaidAmount.ToDomain(),
        order.FreightPaid.ToDomain())
    {
        IsTicked = order.InvoiceTicked,
        IsCancelled = order.Status == OrderStatus.Cancelled,
        DispatchedAt = At(order.DispatchedTime),
        ReceivedAt = At(order.SignedTime) ?? At(order.SettledTime),
    };

    private static Instant? At(Timestamp? time) => time is null ? null : Instant.FromDateTimeOffset(time.ToDateTimeOffset());
}

internal static class FromContract
{
    /// <summary>An amount that an event left out is nothing.</summary>
    public static Money ToDomain(this Contracts.Money? amount) => amount is null ? Money.Cny(0) : new(amount.MinorUnits, Currency.Of(amount.CurrencyCode));
}

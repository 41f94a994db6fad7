using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Returns.Domain;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace Aftersales.Returns.Features;

/// <summary>Keeps of an order what returns depend on; an older snapshot changes nothing (R-ORD-1).</summary>
public sealed class KeepOrder(Documents<OrderFacts> orders, CountDelivery deliveries, HearAtDoor door) : IHandle<OrderChanged>
{
    public async Task Handle(OrderChanged happened, Call call)
    {
        var order = happened.Order;
        await orders.Keep(call, order.OrderId, order.Version, new(
            order.OrderId,
            order.BuyerId,
            At(order.DispatchedTime),
            At(order.SignedTime),
            [.. order.Lines.Select(Line)])
        {
            ShopId = order.ShopId,
            PaidAt = At(order.PaidTime),
            CancelledAt = At(order.CancelledTime),
            SettledAt = At(order.SettledTime),
            FreightPaid = Amount(order.FreightPaid) ?? Money.Cny(0),
            Refusals = [.. order.Refusals.Select(Report)],
        });
        await deliveries.Count(order.OrderId, call);
        if (order.Refusals.Select(Report).MaxBy(r => r.At) is { } report)
            await door.Tell(order.OrderId, report, call);
    }

    private static DoorReport Report(DoorRefusal refusal) => new(refusal.TrackingNo, (Domain.DoorReason)refusal.Reason, At(refusal.Time)!.Value);

    private static Domain.OrderLine Line(Contracts.Tracking.OrderLine line)
    {
        var price = Amount(line.UnitListPrice) ?? Money.Cny(0);
        return new(line.LineId, (Category)line.Category, line.Quantity, price)
        {
            Sku = line.Sku,
            Paid = Amount(line.Paid) ?? (price * line.Quantity),
        };
    }

    private static Money? Amount(Contracts.Money? amount) => amount is null ? null : new(amount.MinorUnits, Currency.Of(amount.CurrencyCode));

    private static Instant? At(Timestamp? time) => time is null ? null : Instant.FromDateTimeUtc(time.ToDateTime());
}

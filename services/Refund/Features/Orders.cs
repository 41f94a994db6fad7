using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Peers;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Features;

/// <summary>Keeps what refunds have to know of orders, and asks Tracking for what has not been told yet.</summary>
public sealed class Orders(Documents<PaidOrder> orders, Peer<TrackingService.TrackingServiceClient> tracking) : IHandle<OrderChanged>
{
    public Task Handle(OrderChanged happened, Call call) => Keep(happened.Order, call);

    /// <exception cref="RefusedException">ORDER_NOT_YET_KNOWN.</exception>
    public async Task<PaidOrder> Find(string orderId, Call call)
    {
        if (await orders.Find(call, orderId) is { } known)
            return known;
        try
        {
            var answer = await tracking.Ask(call, (client, options) => client.GetOrderSnapshotAsync(new() { OrderId = orderId }, options));
            await Keep(answer.Order, call);
            return Facts(answer.Order);
        }
        catch (RefusedException refused) when (refused.Refusal.Reason.Kind == RefusalKind.NotFound)
        {
            throw new RefusedException(new Refusal(PlatformReasons.OrderNotYetKnown, "no facts about the order have arrived").With("order_id", orderId));
        }
    }

    private Task Keep(OrderSnapshot order, Call call) => orders.Keep(call, order.OrderId, order.Version, Facts(order));

    private static PaidOrder Facts(OrderSnapshot order) => new(
        order.OrderId, order.BuyerId, [.. order.Lines.Select(line => new PaidLine(line.LineId, line.Quantity, Cny(line.Paid)))], Cny(order.FreightPaid),
        Cny(order.PaidAmount), order.TradeNo, IsPaid: order.PaidTime is not null, IsSettled: order.SettledTime is not null,
        IsDispatched: order.DispatchedTime is not null);

    private static Money Cny(Contracts.Money? amount) => amount is null ? Money.Cny(0) : new(amount.MinorUnits, Currency.Of(amount.CurrencyCode));
}

using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Compensations.Features;

/// <summary>Keeps what Tracking tells of an order.</summary>
public sealed class KeepOrder(Documents<OrderFacts> orders) : IHandle<OrderChanged>
{
    public Task Handle(OrderChanged happened, Call call) =>
        orders.Keep(call, happened.Order.OrderId, happened.Order.Version, happened.Order.ToFacts());
}

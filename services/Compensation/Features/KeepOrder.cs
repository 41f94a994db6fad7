using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Compensations.Features;

/// <summary>Keeps what Tracking tells of an order, and watches those that may come to be owed something (R-COMP-4).</summary>
public sealed class KeepOrder(Documents<OrderFacts> orders, Watching watching) : IHandle<OrderChanged>
{
    public async Task Handle(OrderChanged happened, Call call)
    {
        var facts = happened.Order.ToFacts();
        await orders.Keep(call, happened.Order.OrderId, happened.Order.Version, facts);
        await watching.Order(happened.Order.OrderId, facts, call);
    }
}

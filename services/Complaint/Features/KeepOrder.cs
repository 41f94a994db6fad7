using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Complaints.Features;

/// <summary>Keeps what cases need of an order.</summary>
public sealed class KeepOrder(OrderBook orders) : IHandle<OrderChanged>
{
    public Task Handle(OrderChanged happened, Call call) => orders.Keep(call, happened.Order);
}

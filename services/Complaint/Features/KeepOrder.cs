using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Complaints.Features;

/// <summary>Keeps what cases need of an order. Those about it that are still to be decided are looked at anew: what left needs nobody to be asked whether it can.</summary>
public sealed class KeepOrder(OrderBook orders, Cases cases, CaseDesk desk) : IHandle<OrderChanged>
{
    // More than one order ever has: there is one for each problem (R-CASE-2).
    private const int Most = 50;

    public async Task Handle(OrderChanged happened, Call call)
    {
        await orders.Keep(call, happened.Order);
        foreach (var row in (await cases.List(call, CaseLists.OfOrder(happened.Order.OrderId), Most, "")).Rows.Where(row => row.State.FollowsOrder))
            await desk.Change(row.Aggregate, call, new CaseCommand.FollowOrder(happened.Order.Version));
    }
}

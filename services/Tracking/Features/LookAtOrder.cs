using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking.Features;

/// <summary>Time has come for an order to go onto a list (R-TRK-2), the daily oversold check included, unless clocks stood still meanwhile.</summary>
public sealed class LookAtOrder(Aggregates<OrderState, OrderEvent> orders, Desk desk) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var decider = await desk.Decider(call);
        await orders.Change(item.Aggregate, call, order => decider.Look(order!));
    }
}

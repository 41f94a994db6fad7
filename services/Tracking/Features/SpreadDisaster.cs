using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking.Features;

/// <summary>Looks again at every order whose clocks a declared or changed disaster stops or starts (R-TRK-1). It may break off: then it begins anew.</summary>
public sealed class SpreadDisaster(Aggregates<Disaster, DisasterEvent> disasters, Aggregates<OrderState, OrderEvent> orders, Desk desk) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await disasters.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { ToSpread: { } since } disaster })
            return;
        var decider = await desk.Decider(call);
        foreach (var region in disaster.Regions.IsEmpty ? [.. desk.Policy(call).Regions.Keys, ""] : disaster.Regions)
            await LookAt(Outlook.Running(region), decider, call);
        await disasters.Change(item.Aggregate, call, state => DisasterDecider.Spread(state, since));
    }

    private async Task LookAt(string list, OrderDecider decider, Call call)
    {
        for (var token = ""; ;)
        {
            var page = await orders.List(call, list, FactBatch.Size, token);
            await orders.ChangeAll(call, [.. page.Rows.Select(row => (row.Aggregate, (Func<OrderState?, Kernel.Decision<OrderEvent>>)(order => decider.Look(order!))))]);
            if (page.NextPageToken.Length == 0)
                return;
            token = page.NextPageToken;
        }
    }
}

using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Ports;

namespace Aftersales.Returns.Features;

/// <summary>Tells the courier not to come for a return that ended without a pickup.</summary>
public sealed class CallOffPickup(ReturnDesk desk, Aggregates<ReturnState, ReturnEvent> returns, ICourier courier) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var found = await returns.Find(item.Merchant, item.Aggregate, call.Cancel);
        if (found?.State.Pickup is not { IsDone: false, IsCalledOff: false } pickup)
            return;
        await courier.CallOff(pickup.BookingNo, call.Cancel);
        await desk.Change(item.Aggregate, call, new ConfirmCallOff());
    }
}

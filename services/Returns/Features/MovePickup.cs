using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Ports;

namespace Aftersales.Returns.Features;

/// <summary>
/// Tells the courier that a pickup is to be in another slot, under the same booking. What the courier says about the booking comes first: it may be
/// over, or have been moved by an earlier try that got no answer.
/// </summary>
public sealed class MovePickup(ReturnDesk desk, Aggregates<ReturnState, ReturnEvent> returns, ICourier courier, Senders senders) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await returns.Find(item.Merchant, item.Aggregate, call.Cancel))?.State is not { NeedsMove: true, Pickup: { Move: { } move } pickup } state)
            return;
        var report = await courier.Find(pickup.BookingNo, call.Cancel);
        await desk.Change(item.Aggregate, call, report is not { Standing: PickupStanding.Booked }
            ? new HearOfPickup(report.News(pickup.BookingNo, call.Now))
            : await IsTaken(state, pickup, move, report, call) ? new ConfirmMove(move.Number) : new RefuseMove(move.Number));
    }

    private async Task<bool> IsTaken(ReturnState state, Pickup pickup, PickupMove move, PickupReport report, Call call)
    {
        if (!move.IsElsewhere)
            return report.Slot == move.Slot || await courier.Move(pickup.BookingNo, move.Slot, sender: null, call.Cancel);
        var sender = await senders.Find(state.SealedAddress, state.OrderId, $"{pickup.BookingNo}/{call.Now}", call);
        return await courier.Move(pickup.BookingNo, move.Slot, sender, call.Cancel);
    }
}

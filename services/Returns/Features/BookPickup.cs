using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Ports;

namespace Aftersales.Returns.Features;

/// <summary>
/// Books the courier for an approved return, under the number that was committed with the approval. It asks by that number before it books: an
/// earlier try may have got through without an answer, and a crash leaves no trace of it.
/// </summary>
public sealed class BookPickup(ReturnDesk desk, Aggregates<ReturnState, ReturnEvent> returns, ICourier courier, Senders senders) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await returns.Find(item.Merchant, item.Aggregate, call.Cancel))?.State is not { NeedsBooking: true, Pickup: { } pickup })
            return;

        var report = await courier.Find(pickup.BookingNo, call.Cancel) ?? await Book(item, call);
        if (report is null)
            return;
        var after = await desk.Change(item.Aggregate, call, report.Standing == PickupStanding.Booked
            ? new ConfirmBooking(report.Slot)
            : new HearOfPickup(report.News(pickup.BookingNo, call.Now)));

        // Called off while the booking was under way: the call-off may have come before it and found nothing.
        if (after.State.Stage.IsEnd())
            await courier.CallOff(pickup.BookingNo, call.Cancel);
    }

    // Null where nothing is to be booked any more, or nobody knows where the goods are.
    private async Task<PickupReport?> Book(WorkItem item, Call call)
    {
        if ((await desk.Change(item.Aggregate, call, new PrepareBooking())).State is not { NeedsBooking: true, Pickup: { } pickup } state)
            return null;
        if (await senders.Find(state.SealedAddress, state.OrderId, $"{pickup.BookingNo}/{call.Now}", call) is { } sender)
            return await courier.Book(desk.Booking(state, pickup.Slot, sender, call), call.Cancel);
        await desk.Change(item.Aggregate, call, new MissAddress());
        return null;
    }
}

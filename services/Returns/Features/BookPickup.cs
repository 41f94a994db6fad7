using Aftersales.Kernel;
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
public sealed class BookPickup(ReturnDesk desk, Aggregates<ReturnState, ReturnEvent> returns, ICourier courier, BusinessCalendar calendar) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var found = await returns.Find(item.Merchant, item.Aggregate, call.Cancel);
        if (found?.State is not { NeedsBooking: true, Pickup: { } pickup } state)
            return;

        var report = await courier.Find(pickup.BookingNo, call.Cancel) ?? await courier.Book(Booking(state, pickup, call), call.Cancel);
        var after = await desk.Change(item.Aggregate, call, report.IsPickedUp
            ? new Domain.ConfirmPickup(ICourier.Name, report.WaybillNo)
            : new ConfirmBooking());

        // Called off while the booking was under way: the call-off may have come before it and found nothing.
        if (after.State.Stage.IsEnd())
            await courier.CallOff(pickup.BookingNo, call.Cancel);
    }

    private PickupBooking Booking(ReturnState state, Pickup pickup, Call call)
    {
        var terms = desk.Policy(call.Merchant).Pickup;
        var pieces = state.Lines.Where(l => l.Collection == Collection.Collect).Sum(l => l.Quantity);
        return new(pickup.BookingNo, state.OrderId, calendar.Today(call.Now).PlusDays(1), terms.From, terms.To, pieces * terms.PieceGrams, terms.Warehouse);
    }
}

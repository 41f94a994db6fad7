using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Repairs;
using Aftersales.Returns.Policy;
using Aftersales.Returns.Ports;

namespace Aftersales.Returns.Features.Repairs;

/// <summary>
/// Has the courier collect goods for a repair, and asks whether it has them. It asks by the number before it books: an earlier try may have got
/// through without an answer.
/// </summary>
public sealed class FollowCollection(
    RepairDesk desk, RepairBook repairs, ICourier courier, Senders senders, Policies<MerchantReturnPolicy> policies, BusinessCalendar calendar) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await repairs.Find(item.Merchant, item.Aggregate, call.Cancel))?.State is not { Stage: RepairStage.Accepted, Collecting: { } collecting } state)
            return;
        var report = await courier.Find(collecting.BookingNo, call.Cancel) ?? await Book(state, collecting, call);
        var after = await desk.Change(item.Aggregate, call, report is { IsPickedUp: true }
            ? new RepairCommand.Collect(RepairDecider.Courier, report.WaybillNo)
            : new RepairCommand.AskAgain());

        // Called off while the booking was under way: the call-off may have come before it and found nothing.
        if (after.State.Stage.IsEnd())
            await courier.CallOff(collecting.BookingNo, call.Cancel);
    }

    // Null where nobody knows where the goods are: asked for again, until the repair's own deadline passes.
    private async Task<PickupReport?> Book(Repair state, Collecting collecting, Call call)
    {
        if (await senders.Find(sealedAddress: null, state.OrderId, $"{collecting.BookingNo}/{call.Now}", call) is not { } sender)
            return null;
        var terms = policies.For(call.Merchant).Pickup;
        var slot = PickupSlots.OnDay(calendar.Today(call.Now).PlusDays(1), terms);
        return await courier.Book(new(collecting.BookingNo, state.OrderId, slot, sender, state.Lines.Sum(l => l.Quantity) * terms.PieceGrams, terms.Warehouse), call.Cancel);
    }
}

/// <summary>Tells the courier not to come for goods that are here, or that are not repaired any more.</summary>
public sealed class CallOffCollection(RepairDesk desk, RepairBook repairs, ICourier courier) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await repairs.Find(item.Merchant, item.Aggregate, call.Cancel))?.State.Collecting is not { IsOver: false } collecting)
            return;
        await courier.CallOff(collecting.BookingNo, call.Cancel);
        await desk.Change(item.Aggregate, call, new RepairCommand.ConfirmCallOff());
    }
}

/// <summary>The present step is overdue (R-CLK-4).</summary>
public sealed class PassRepairDeadline(RepairDesk desk) : IWork
{
    public Task Run(WorkItem item, Call call) => desk.Change(item.Aggregate, call, new RepairCommand.PassDeadline());
}

using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Ports;

namespace Aftersales.Returns.Features;

/// <summary>
/// The present step is overdue (R-CLK-4). Before a pickup counts as missed the courier is asked once; one that does not answer did not come: the
/// customer does not wait for the courier's system (R-RET-5).
/// </summary>
public sealed class PassDeadline(ReturnDesk desk, Aggregates<ReturnState, ReturnEvent> returns, ICourier courier) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var found = await returns.Find(item.Merchant, item.Aggregate, call.Cancel);
        var pickedUpAs = found?.State is { Next.Wait: Wait.Handover, Pickup: { IsDone: false } pickup }
            ? await AskOnce(pickup, call.Cancel)
            : null;
        await desk.Change(item.Aggregate, call, new Domain.PassDeadline(pickedUpAs));
    }

    private async Task<string?> AskOnce(Pickup pickup, CancellationToken cancel)
    {
        try
        {
            return await courier.Find(pickup.BookingNo, cancel) is { IsPickedUp: true } report ? report.WaybillNo : null;
        }
        catch (RefusedException away) when (away.Refusal.Reason.Kind == RefusalKind.Unavailable)
        {
            return null;
        }
    }
}

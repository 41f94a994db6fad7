using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Returns;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Complaints.Features;

/// <summary>
/// Follows returns. One that the customer requested directly gets a case and a plan of its own, from whichever of its events comes first.
/// </summary>
public sealed class FollowReturn(PlanDesk plans, Cases cases, CaseDesk desk, OrderBook orders, Teams teams)
    : IHandle<ReturnRequested>, IHandle<ReturnApproved>, IHandle<ReturnRejected>, IHandle<ReturnCancelled>, IHandle<ReturnInspected>, IHandle<ReturnRefundable>
{
    public Task Handle(ReturnRequested happened, Call call) => Follow(happened.Return, ReturnMove.Moving, call);

    public Task Handle(ReturnApproved happened, Call call) => Follow(happened.Return, ReturnMove.Moving, call);

    public Task Handle(ReturnRejected happened, Call call) => Follow(happened.Return, ReturnMove.Rejected, call);

    public Task Handle(ReturnCancelled happened, Call call) => Follow(happened.Return, ReturnMove.Cancelled, call);

    public Task Handle(ReturnInspected happened, Call call) => Follow(happened.Return, Move(happened.Return), call);

    public Task Handle(ReturnRefundable happened, Call call) => Follow(happened.Return, Move(happened.Return), call);

    private static ReturnMove Move(ReturnSnapshot told) => told.ReleasesComplete ? ReturnMove.Settled : ReturnMove.Moving;

    private async Task Follow(ReturnSnapshot told, ReturnMove move, Call call)
    {
        if (await PlanOf(told, call) is { } plan)
            await plans.Follow(plan, call, Told(told, move));
    }

    private async Task<string?> PlanOf(ReturnSnapshot told, Call call)
    {
        if (await plans.Following(told.ReturnId, call) is { } following)
            return following;
        if (told.CaseId.Length > 0)
        {
            // Ours, and its answer was not committed yet.
            var opener = await cases.Find(call.Merchant, told.CaseId, call.Cancel);
            return opener?.State.Plan is { } id && await plans.Find(call, id) is not null ? id : null;
        }

        return (await OpenDirect(told, call)).Id;
    }

    // Made before the event is taken, so without its id: case and plan follow from the return's id and are made once.
    private async Task<Versioned<Plan>> OpenDirect(ReturnSnapshot told, Call call)
    {
        var making = call with { EventId = null };
        var open = new CaseCommand.OpenForReturn(
            Ids.Derived("case", told.ReturnId),
            told.ReturnId,
            told.CustomerId,
            told.OrderId,
            [.. told.Lines.Select(line => new LineQuantity(line.LineId, line.Quantity))],
            Ids.Derived("plan", told.ReturnId),
            await orders.Find(making, told.OrderId),
            await teams.Find(making));
        var opened = await desk.Change(open.Id, making, open);
        return await plans.Open(opened.State, making);
    }

    private static PlanCommand.FollowReturn Told(ReturnSnapshot told, ReturnMove move) => new(told.ReturnId, move, [.. told.Releases.Select(Release)])
    {
        IsOver = told.State == ReturnState.Completed,
        Accepted = [.. told.Lines.Where(line => line.Accepted > 0).Select(line => new LineQuantity(line.LineId, line.Accepted))],
    };

    private static Release Release(RefundRelease release) => new(
        release.Number,
        [.. release.Lines.Select(line => new LineQuantity(line.LineId, line.Quantity))],
        release.Basis == RefundBasis.Advance,
        release.Deduction.ToDomain(),
        Nothing: release.Deduction.MinorUnits >= release.Goods.MinorUnits)
    {
        Lessened = [.. release.Lessened.Select(line => new LessenedLine(line.LineId, line.Quantity, line.Amount.ToDomain()))],
    };
}

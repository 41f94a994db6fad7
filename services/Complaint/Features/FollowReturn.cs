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
    : IHandle<ReturnRequested>, IHandle<ReturnRejected>, IHandle<ReturnCancelled>, IHandle<ReturnInspected>, IHandle<ReturnRefundable>
{
    public Task Handle(ReturnRequested happened, Call call) => Follow(happened.Return, ReturnMove.Moving, [], call);

    public Task Handle(ReturnRejected happened, Call call) => Follow(happened.Return, ReturnMove.Rejected, [], call);

    public Task Handle(ReturnCancelled happened, Call call) => Follow(happened.Return, ReturnMove.Cancelled, [], call);

    // Where pieces were accepted the word that they may be refunded follows, unless it was said already.
    public Task Handle(ReturnInspected happened, Call call)
    {
        var pieces = Pieces(happened.Return);
        var known = pieces.IsEmpty || happened.Return.Refundable != RefundBasis.Unspecified;
        return Follow(happened.Return, known ? ReturnMove.Settled : ReturnMove.Moving, pieces, call);
    }

    public Task Handle(ReturnRefundable happened, Call call)
    {
        var advance = happened.Return.Refundable == RefundBasis.Advance;
        var pieces = advance ? [.. happened.Return.Lines.Select(line => new LineQuantity(line.LineId, line.Quantity))] : Pieces(happened.Return);
        return Follow(happened.Return, advance ? ReturnMove.Advanced : ReturnMove.Settled, pieces, call);
    }

    private async Task Follow(ReturnSnapshot told, ReturnMove move, ImmutableArray<LineQuantity> pieces, Call call)
    {
        if (await PlanOf(told, call) is { } plan)
            await plans.Change(plan, call, new PlanCommand.FollowReturn(told.ReturnId, move, pieces));
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

    // What comes back counts when it was accepted; what need not come back counts in full.
    private static ImmutableArray<LineQuantity> Pieces(ReturnSnapshot told) =>
    [
        .. told.Lines
            .Select(line => new LineQuantity(
                line.LineId, line.Collection is Collection.ScrapInPlace or Collection.NotCollected ? line.Quantity : line.Accepted))
            .Where(line => line.Quantity > 0),
    ];
}

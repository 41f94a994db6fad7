using Aftersales.Complaints.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Complaints.Features;

/// <summary>Follows refunds that a plan's steps started; the cause names the step. A person is told of money that came back (R-REF-9).</summary>
public sealed class FollowRefund(PlanDesk plans, CaseDesk desk, Teams teams)
    : IHandle<RefundPaid>, IHandle<RefundSentBack>, IHandle<RefundFailed>, IHandle<RefundCancelled>,
        IHandle<AdvanceFellShort>
{
    public Task Handle(RefundPaid happened, Call call) => Follow(happened.Refund, RefundMove.Paid, call);

    public Task Handle(RefundSentBack happened, Call call) => Follow(happened.Refund, RefundMove.SentBack, call);

    public Task Handle(RefundFailed happened, Call call) => Follow(happened.Refund, RefundMove.Failed, call);

    public Task Handle(RefundCancelled happened, Call call) => Follow(happened.Refund, RefundMove.Cancelled, call);

    public async Task Handle(AdvanceFellShort happened, Call call)
    {
        if (await PlanOf(happened.Refund, call) is { } plan)
        {
            var lines = happened.Lines.Select(line => new Domain.LineQuantity(line.LineId, line.Quantity));
            await plans.Change(plan.Id, call, new PlanCommand.FollowShortfall(happened.Refund.Cause.Id, [.. lines]));
        }
    }

    private async Task<Plan?> PlanOf(RefundSnapshot told, Call call) =>
        told.Cause is { Kind: CauseKind.PlanStep } cause && cause.Id.LastIndexOf('.') is > 0 and var end
            ? (await plans.Find(call, cause.Id[..end]))?.State
            : null;

    private async Task Follow(RefundSnapshot told, RefundMove move, Call call)
    {
        if (await PlanOf(told, call) is not { } plan)
            return;
        var follow = new PlanCommand.FollowRefund(told.Cause.Id, told.RefundId, move, told.Version);
        // The case first: once the plan knows, it is no set-back any more.
        if (plan.SetBackOf(follow) is not SetBack.None and var setBack)
            await Tell(plan.Case, new CaseCommand.FollowSetBack(plan.Id, setBack, await teams.Find(call)), call);
        await plans.Change(plan.Id, call, follow);
    }

    // A closed case stays closed where another about the same problem is open (R-CASE-2): who works that one is told.
    private async Task Tell(string id, CaseCommand.FollowSetBack told, Call call)
    {
        try
        {
            await desk.Change(id, call, told);
        }
        catch (RefusedException closed) when (closed.Refusal.Reason == CaseReasons.CaseStateInvalid && closed.Refusal.Metadata.TryGetValue("holder", out var open))
        {
            await desk.Change(open, call, told);
        }
    }
}

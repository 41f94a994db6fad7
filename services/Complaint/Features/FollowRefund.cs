using Aftersales.Complaints.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Complaints.Features;

/// <summary>Follows refunds that a plan's steps started; the cause names the step.</summary>
public sealed class FollowRefund(PlanDesk plans) : IHandle<RefundPaid>, IHandle<RefundFailed>, IHandle<RefundCancelled>
{
    public Task Handle(RefundPaid happened, Call call) => Follow(happened.Refund, RefundMove.Paid, call);

    public Task Handle(RefundFailed happened, Call call) => Follow(happened.Refund, RefundMove.Failed, call);

    public Task Handle(RefundCancelled happened, Call call) => Follow(happened.Refund, RefundMove.Cancelled, call);

    private async Task Follow(RefundSnapshot told, RefundMove move, Call call)
    {
        if (told.Cause is not { Kind: CauseKind.PlanStep } cause || cause.Id.LastIndexOf('.') is not (> 0 and var end))
            return;
        if (await plans.Find(call, cause.Id[..end]) is { } plan)
            await plans.Change(plan.Id, call, new PlanCommand.FollowRefund(cause.Id, told.RefundId, move));
    }
}

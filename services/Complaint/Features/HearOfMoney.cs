using Aftersales.Complaints.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Complaints.Features;

/// <summary>The customer is told of refunds that were paid and coupons that were granted for their case.</summary>
public sealed class HearOfMoney(PlanDesk plans, Newsroom news) : IHandle<RefundPaid>, IHandle<CompensationGranted>
{
    public async Task Handle(RefundPaid happened, Call call)
    {
        if (happened.Refund is { Cause: { Kind: CauseKind.PlanStep } cause, Amount: { } amount } && cause.Id.LastIndexOf('.') is > 0 and var end
            && await plans.Find(call, cause.Id[..end]) is { State: var plan })
            await news.Tell(plan.Case, Occasion.RefundPaid, call, Newsroom.Amount(amount));
    }

    public Task Handle(CompensationGranted happened, Call call) => happened.Grant is { Kind: CompensationKind.Coupon, CaseId.Length: > 0, Amount: { } amount } grant
        ? news.Tell(grant.CaseId, Occasion.CouponGranted, call, Newsroom.Amount(amount))
        : Task.CompletedTask;
}

using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Features;

/// <summary>Grants what a plan's step asks for. The id follows from the step, so that a step grants once whatever happens to its requests.</summary>
public sealed class GrantCompensation(Aggregates<Grant, GrantEvent> grants, Situations situations, CouponCodes codes)
{
    private static readonly Reason[] Raced =
        [CompensationReasons.AlreadyCompensated, CompensationReasons.OrderCapExceeded, CompensationReasons.BudgetExhausted];

    public async Task<GrantCompensationResponse> Handle(GrantCompensationRequest request, Call call)
    {
        var demand = new Demand(
            request.OrderId, (Cause)request.Cause, (Kind)request.Kind, request.Amount.ToAmount("amount"), request.ConditionalOnReview, (Party)request.AttributedTo);
        var id = Ids.Derived("cmp", $"{call.Merchant}/{request.StartedBy.Kind}/{request.StartedBy.Id}");
        var by = call.Caller.ToDecider();
        var code = codes.New();
        for (var attempt = 1; ; attempt++)
        {
            var situation = await situations.Of(call, request.OrderId);
            var decided = Decision<GrantEvent>.Nothing;
            try
            {
                return await grants.Change(
                    id,
                    call,
                    grant => decided = GrantDecider.Give(grant, demand, by, request.CaseId, request.StartedBy.Id, code, situation),
                    grant => new GrantCompensationResponse
                    {
                        Grant = grant.ToGrant(codes.Masked(grant.State.Coupon)),
                        BudgetWarnings = { decided.Events.IsEmpty ? [] : situation.Warnings(grant.State.Counted, grant.State.Amount) },
                    });
            }
            catch (RefusedException lost) when (attempt == 1 && !decided.IsRefused && Raced.Contains(lost.Refusal.Reason))
            {
                // Somebody else was faster: decided once more on what stands now, which may still leave a difference to grant.
            }
        }
    }
}

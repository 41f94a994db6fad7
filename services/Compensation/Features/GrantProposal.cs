using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Proposal = Aftersales.Compensations.Domain.Proposal;

namespace Aftersales.Compensations.Features;

/// <summary>An accepted proposal becomes a coupon, under the policy that it was promised under. No money moves, so no plan is needed.</summary>
public sealed class GrantProposal(Aggregates<Proposal, ProposalEvent> proposals, Granting granting, CouponCodes codes) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await proposals.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Status: ProposalStatus.Accepted, Offer: { } offer } accepted })
            return;
        var demand = new Demand(accepted.OrderId, accepted.Cause, Kind.Coupon, offer.Amount, false, Party.Unknown);
        try
        {
            var given = await granting.Give(
                $"Proposal/{item.Aggregate}", demand.OrderId, demand.Cause, _ => demand, accepted.CaseId, item.Aggregate, call,
                (grant, _) => new GrantCompensationResponse { Grant = grant.ToGrant(codes.Masked(grant.State.Coupon)) }, offer.Policy);
            await proposals.Change(item.Aggregate, call, proposal => ProposalDecider.Grant(proposal, given.Grant.GrantId, call.Now));
        }
        catch (RefusedException refused) when (refused.Refusal.Reason.Kind is not (RefusalKind.Unavailable or RefusalKind.Conflict))
        {
            // Somebody granted as much meanwhile, or the order's cap is used up.
            await proposals.Change(item.Aggregate, call, proposal => ProposalDecider.Drop(proposal, refused.Refusal.Reason.Name, call.Now));
        }
    }
}

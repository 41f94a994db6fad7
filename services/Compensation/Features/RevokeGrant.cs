using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Features;

/// <summary>Takes a grant back while its coupon is unspent (R-COMP-8); the order, cause, cap and budgets are free of it then.</summary>
public sealed class RevokeGrant(Aggregates<Grant, GrantEvent> grants, CouponCodes codes)
{
    public Task<RevokeGrantResponse> Handle(RevokeGrantRequest request, Call call) => grants.Change(
        request.GrantId,
        call,
        grant => GrantDecider.Revoke(grant, call.Caller.Decider.Person, request.Reason, call.Caller.IsService, call.Now),
        grant => new RevokeGrantResponse { Grant = grant.ToGrant(codes.Masked(grant.State.Coupon)) });
}

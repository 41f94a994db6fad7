using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Features;

/// <summary>A supervisor corrects who bears the cost of a grant; the sums of its month move with it.</summary>
public sealed class CorrectAttribution(Aggregates<Grant, GrantEvent> grants, CouponCodes codes)
{
    public Task<CorrectAttributionResponse> Handle(CorrectAttributionRequest request, Call call) => grants.Change(
        request.GrantId,
        call,
        grant => AttributionDecider.Correct(grant, (Party)request.AttributedTo, call.Person, request.Reason, call.Now),
        grant => new CorrectAttributionResponse { Grant = grant.ToGrant(codes.Masked(grant.State.Coupon)) });
}

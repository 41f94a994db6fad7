using Aftersales.Compensations.Features;
using Aftersales.Compensations.Queries;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Compensations;

/// <summary>The contract's methods and the features that handle them.</summary>
public sealed class CompensationGrpc : CompensationService.CompensationServiceBase
{
    public override Task<CheckAuthorityResponse> CheckAuthority(CheckAuthorityRequest request, ServerCallContext context) =>
        context.Feature<CheckAuthority>().Handle(request, context.Call(request));

    public override Task<GrantCompensationResponse> GrantCompensation(GrantCompensationRequest request, ServerCallContext context) =>
        context.Feature<GrantCompensation>().Handle(request, context.Call(request));

    public override Task<RevokeGrantResponse> RevokeGrant(RevokeGrantRequest request, ServerCallContext context) =>
        context.Feature<RevokeGrant>().Handle(request, context.Call(request));

    public override Task<SpendCouponResponse> SpendCoupon(SpendCouponRequest request, ServerCallContext context) =>
        context.Feature<SpendCoupon>().Handle(request, context.Call(request));

    public override Task<GetGrantResponse> GetGrant(GetGrantRequest request, ServerCallContext context) =>
        context.Feature<ReadGrants>().Handle(request, context.Call(request));

    public override Task<ListGrantsResponse> ListGrants(ListGrantsRequest request, ServerCallContext context) =>
        context.Feature<ReadGrants>().Handle(request, context.Call(request));
}

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

    public override Task<QuoteCompensationResponse> QuoteCompensation(QuoteCompensationRequest request, ServerCallContext context) =>
        context.Feature<QuoteCompensation>().Handle(request, context.Call(request));

    public override Task<DraftPolicyResponse> DraftPolicy(DraftPolicyRequest request, ServerCallContext context) =>
        context.Feature<DraftPolicy>().Handle(request, context.Call(request));

    public override Task<ApprovePolicyResponse> ApprovePolicy(ApprovePolicyRequest request, ServerCallContext context) =>
        context.Feature<ApprovePolicy>().Handle(request, context.Call(request));

    public override Task<WithdrawPolicyResponse> WithdrawPolicy(WithdrawPolicyRequest request, ServerCallContext context) =>
        context.Feature<WithdrawPolicy>().Handle(request, context.Call(request));

    public override Task<GetPolicyResponse> GetPolicy(GetPolicyRequest request, ServerCallContext context) =>
        context.Feature<ReadPolicies>().Handle(request, context.Call(request));

    public override Task<ListPoliciesResponse> ListPolicies(ListPoliciesRequest request, ServerCallContext context) =>
        context.Feature<ReadPolicies>().Handle(request, context.Call(request));

    public override Task<SimulatePolicyResponse> SimulatePolicy(SimulatePolicyRequest request, ServerCallContext context) =>
        context.Feature<SimulatePolicy>().Handle(request, context.Call(request));

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

    public override Task<AcceptProposalResponse> AcceptProposal(AcceptProposalRequest request, ServerCallContext context) =>
        context.Feature<AnswerProposal>().Handle(request, context.Call(request));

    public override Task<DeclineProposalResponse> DeclineProposal(DeclineProposalRequest request, ServerCallContext context) =>
        context.Feature<AnswerProposal>().Handle(request, context.Call(request));

    public override Task<GetProposalResponse> GetProposal(GetProposalRequest request, ServerCallContext context) =>
        context.Feature<ReadProposals>().Handle(request, context.Call(request));

    public override Task<ListProposalsResponse> ListProposals(ListProposalsRequest request, ServerCallContext context) =>
        context.Feature<ReadProposals>().Handle(request, context.Call(request));
}

using Aftersales.Compensations.Features;
using Aftersales.Compensations.Queries;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Compensations;

/// <summary>The contract's methods about the authority of persons.</summary>
public sealed class AuthorityGrpc : AuthorityService.AuthorityServiceBase
{
    public override Task<GiveAuthorityResponse> GiveAuthority(GiveAuthorityRequest request, ServerCallContext context) =>
        context.Feature<GiveAuthority>().Handle(request, context.Call(request));

    public override Task<RevokeAuthorityResponse> RevokeAuthority(RevokeAuthorityRequest request, ServerCallContext context) =>
        context.Feature<RevokeAuthority>().Handle(request, context.Call(request));

    public override Task<GetAuthorityResponse> GetAuthority(GetAuthorityRequest request, ServerCallContext context) =>
        context.Feature<ReadAuthorities>().Handle(request, context.Call(request));

    public override Task<ListAuthoritiesResponse> ListAuthorities(ListAuthoritiesRequest request, ServerCallContext context) =>
        context.Feature<ReadAuthorities>().Handle(request, context.Call(request));
}

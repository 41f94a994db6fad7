using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Authority = Aftersales.Compensations.Domain.Authority;

namespace Aftersales.Compensations.Features;

/// <summary>Takes an authority back before its time; what was granted with it stands.</summary>
public sealed class RevokeAuthority(Aggregates<Authority, AuthorityEvent> authorities)
{
    public Task<RevokeAuthorityResponse> Handle(RevokeAuthorityRequest request, Call call) => authorities.Change(
        request.AuthorityId,
        call,
        authority => DelegationDecider.Revoke(authority, call.Person, call.Caller.ToDecider().Tier, request.Reason, call.Now),
        authority => new RevokeAuthorityResponse { Authority = authority.ToAuthority() });
}

using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using NodaTime;
using Authority = Aftersales.Compensations.Domain.Authority;

namespace Aftersales.Compensations.Features;

/// <summary>A supervisor delegates for a time, or limits what somebody's role allows.</summary>
public sealed class GiveAuthority(Aggregates<Authority, AuthorityEvent> authorities)
{
    private const decimal BasisPoints = 100m;

    public Task<GiveAuthorityResponse> Handle(GiveAuthorityRequest request, Call call)
    {
        var wanted = new Authority(
            request.PersonId,
            TierOf(request),
            new(
                [.. request.Kinds.Distinct().Order().Select(kind => (Kind)kind)],
                [.. request.Causes.Distinct().Order().Select(cause => (Cause)cause)],
                request.RateBasisPoints == 0 ? null : Percent.Of(request.RateBasisPoints / BasisPoints),
                request.Cap?.ToAmount("cap")),
            Instant.Max(request.FromTime?.ToInstant() ?? call.Now, call.Now),
            request.UntilTime?.ToInstant(),
            call.Person,
            call.Caller.ToDecider().Tier,
            request.Reason,
            call.Now);
        return authorities.Change(
            Ids.Derived("aut", $"{call.Merchant}/{call.Person}/{request.RequestId}"),
            call,
            known => DelegationDecider.Give(known, wanted),
            authority => new GiveAuthorityResponse { Authority = authority.ToAuthority() });
    }

    private static Domain.Tier TierOf(GiveAuthorityRequest request) => (request.Kind, request.Tier) switch
    {
        (AuthorityKind.Limit, Contracts.Tier.Unspecified) => Domain.Tier.None,
        (AuthorityKind.Limit, _) => throw new RefusedException(PlatformReasons.Invalid("tier", "is empty for a limit: it is of their own tier")),
        (_, Contracts.Tier.Unspecified) => throw new RefusedException(PlatformReasons.Invalid("tier", "is needed: whose rules are delegated")),
        _ => request.Tier.ToTier(),
    };
}

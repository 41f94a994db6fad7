using Aftersales.Compensations.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Contract = Aftersales.Contracts.Compensations;
using Tier = Aftersales.Compensations.Domain.Tier;

namespace Aftersales.Compensations;

/// <summary>From the domain to the contract. Enums carry the contract's numbers.</summary>
internal static class ToContract
{
    /// <param name="code">The coupon's code as the reader may see it; empty for cash.</param>
    public static Contract.Grant ToGrant(this Versioned<Domain.Grant> grant, string code) => new()
    {
        GrantId = grant.Id,
        Version = grant.Version,
        OrderId = grant.State.OrderId,
        CustomerId = grant.State.CustomerId,
        CaseId = grant.State.CaseId,
        Cause = (CompensationCause)grant.State.Cause,
        Kind = (CompensationKind)grant.State.Kind,
        Amount = grant.State.Amount.ToContract(),
        State = (GrantState)grant.State.Status,
        Coupon = grant.State.ToCoupon(code),
        Basis = grant.State.Basis.ToBasis(),
        GrantedTime = grant.State.GrantedAt.ToContract(),
        GiftSku = grant.State.GiftSku,
        AttributionCorrected = grant.State.Reattributed is { } corrected ? new()
        {
            From = (ResponsibleParty)corrected.From,
            By = corrected.By,
            Reason = corrected.Reason,
            Time = corrected.At.ToContract(),
        } : null,
        Restitution =
        {
            from sum in grant.State.Counted
            let line = Sums.LineOf(sum.Counter, grant.State.OrderId)
            where line is not null
            select new LineRestitution { LineId = line, Amount = (sum.Part ?? grant.State.Amount).ToContract() },
        },
    };

    public static GrantSnapshot ToSnapshot(this Domain.Grant grant, string id, long version) => new()
    {
        GrantId = id,
        Version = version,
        OrderId = grant.OrderId,
        CustomerId = grant.CustomerId,
        CaseId = grant.CaseId,
        Cause = (CompensationCause)grant.Cause,
        Kind = (CompensationKind)grant.Kind,
        Amount = grant.Amount.ToContract(),
        State = (GrantState)grant.Status,
        AttributedTo = (ResponsibleParty)grant.Basis.AttributedTo,
        GiftSku = grant.GiftSku,
        Coupon = grant.ToCouponSnapshot(),
    };

    public static Contract.Basis ToBasis(this Domain.Basis basis) => new()
    {
        Rule = basis.Rule,
        PolicyVersion = basis.PolicyVersion,
        PaidAmount = basis.PaidAmount.ToContract(),
        RateBasisPoints = basis.RateBasisPoints,
        DecidedBy = basis.DecidedBy,
        Tier = basis.Tier.ToTier(),
        AttributedTo = (ResponsibleParty)basis.AttributedTo,
        RuleId = basis.RuleId,
        AuthorityId = basis.AuthorityId,
    };

    /// <summary>Unspecified is the suite itself.</summary>
    public static Contracts.Tier ToTier(this Tier tier) => tier switch
    {
        Tier.L1 => Contracts.Tier.L1,
        Tier.L2 => Contracts.Tier.L2,
        Tier.Platform => Contracts.Tier.Platform,
        _ => Contracts.Tier.Unspecified,
    };

    /// <param name="inForce">Whether it decides now.</param>
    public static Contract.Policy ToPolicy(this Versioned<PolicyDraft> policy, bool inForce) => new()
    {
        PolicyId = policy.Id,
        Version = policy.Version,
        PolicyVersion = policy.State.Version,
        State = (PolicyState)policy.State.Status,
        InForce = inForce,
        DraftedBy = policy.State.DraftedBy,
        DraftedTime = policy.State.DraftedAt.ToContract(),
        Note = policy.State.Note,
        CopyOf = policy.State.CopyOf,
        ApprovedBy = policy.State.Approval?.By ?? "",
        InForceFrom = policy.State.Approval?.From.ToContract(),
        Document = policy.State.Document,
    };
}

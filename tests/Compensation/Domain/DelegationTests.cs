using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>How authority is given to persons, and how it ends.</summary>
public sealed class DelegationTests
{
    private static readonly Authority Wanted = new(
        "agent_1", Tier.L2, new([], [], null, null), Story.Now, Story.Now + Duration.FromDays(7), "lead_1", Tier.L2, "promotion week", Story.Now);

    private static readonly Authority Limit = Wanted with { Tier = Tier.None, Scope = new([Kind.Coupon], [], null, null), Until = null };

    [Fact]
    public void Nobody_gives_more_than_their_own_tier()
    {
        Refused(Wanted with { Tier = Tier.Platform }, CompensationReasons.DelegationExceeded).Metadata["allowed"].ShouldBe("L2");
        Given(Wanted with { Tier = Tier.Platform, GivenOn = Tier.Platform });
        Given(Wanted);
    }

    [Fact]
    public void R_PPL_1_nobody_gives_authority_to_themselves() => Refused(Wanted with { Person = "lead_1" }, CompensationReasons.SamePerson);

    [Fact]
    public void A_delegation_is_for_a_time_and_a_limit_narrows_something()
    {
        Refused(Wanted with { Until = null }, CompensationReasons.AuthorityInvalid).Fields.ShouldHaveSingleItem().Field.ShouldBe("until_time");
        Refused(Wanted with { Until = Wanted.From }, CompensationReasons.AuthorityInvalid).Fields.ShouldHaveSingleItem().Field.ShouldBe("until_time");
        Refused(Limit with { Scope = new([], [], null, null) }, CompensationReasons.AuthorityInvalid).Fields.ShouldHaveSingleItem().Field.ShouldBe("kinds");
        Refused(Limit with { Scope = new([Kind.Freight], [], null, null) }, CompensationReasons.AuthorityInvalid).Fields.ShouldHaveSingleItem().Field.ShouldBe("kinds");
        Given(Limit);
    }

    [Fact]
    public void Who_is_not_below_the_giver_revokes_it_once()
    {
        var revoked = Evolved(Given(Wanted), DelegationDecider.Revoke(Given(Wanted), "lead_2", Tier.L2, "too much", Story.Now));
        revoked.Status.ShouldBe(AuthorityStatus.Revoked);
        revoked.IsInForce(Story.Now).ShouldBeFalse();
        DelegationDecider.Revoke(revoked, "lead_2", Tier.L2, "too much", Story.Now).Events.ShouldBeEmpty();
        DelegationDecider.Revoke(revoked, "lead_3", Tier.L2, "too much", Story.Now).Refusal!.Reason.ShouldBe(CompensationReasons.AlreadyDecided);
        DelegationDecider.Revoke(Given(Wanted with { GivenOn = Tier.Platform }), "lead_2", Tier.L2, "too much", Story.Now).Refusal!.Reason.ShouldBe(CompensationReasons.DelegationExceeded);
        DelegationDecider.Revoke(null, "lead_2", Tier.L2, "too much", Story.Now).Refusal!.Reason.ShouldBe(CompensationReasons.AuthorityNotFound);
    }

    [Fact]
    public void R_CLK_4_it_ends_by_itself()
    {
        var until = Wanted.Until!.Value;
        DelegationDecider.End(Given(Wanted), until - Duration.FromSeconds(1)).Events.ShouldBeEmpty();
        var ended = Evolved(Given(Wanted), DelegationDecider.End(Given(Wanted), until));
        ended.Status.ShouldBe(AuthorityStatus.Ended);
        DelegationDecider.End(ended, until).Events.ShouldBeEmpty();
        DelegationDecider.Revoke(ended, "lead_2", Tier.L2, "late", until).Refusal!.Metadata["current"].ShouldBe("ENDED");
        DelegationDecider.Revoke(Given(Wanted), "lead_2", Tier.L2, "late", until).Refusal!.Metadata["current"].ShouldBe("ENDED");
    }

    private static Authority Given(Authority wanted) => Evolved(null, DelegationDecider.Give(null, wanted));

    private static Authority Evolved(Authority? authority, Decision<AuthorityEvent> decision)
    {
        decision.Refusal.ShouldBeNull();
        return DelegationDecider.Evolve(authority, decision.Events.ShouldHaveSingleItem());
    }

    private static Refusal Refused(Authority wanted, Reason reason)
    {
        var refusal = DelegationDecider.Give(null, wanted).Refusal.ShouldNotBeNull();
        refusal.Reason.ShouldBe(reason);
        return refusal;
    }
}

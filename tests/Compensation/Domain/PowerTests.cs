using System.Collections.Immutable;
using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>Authority of persons beside that of roles: the same answer to a quote and to a grant.</summary>
public sealed class PowerTests
{
    private static readonly Instant Later = Story.Now + Duration.FromDays(7);

    [Fact]
    public void R_COMP_2_a_delegation_lets_an_agent_use_the_rules_of_a_higher_tier()
    {
        var story = With(Delegated(Tier.L2));
        var permitted = story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 20_00).Permitted();
        (permitted.Basis.Tier, permitted.Basis.AuthorityId, permitted.Basis.RuleId).ShouldBe((Tier.L2, "aut_0", "l2-coupon"));
        permitted.Strength.ShouldBe(Strength.L2);
        story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 20_01).Refused(CompensationReasons.AuthorityExceeded).Metadata["tier"].ShouldBe("PLATFORM");
        story.Decide(Tier.L1, Cause.Lost, Kind.Cash, 20_00).Permitted();
    }

    [Fact]
    public void What_the_role_suffices_for_needs_no_delegation() =>
        With(Delegated(Tier.L2)).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Permitted().Basis.AuthorityId.ShouldBe("");

    [Theory]
    [InlineData(15_00, 15_01, "L2")]
    public void R_COMP_3_a_narrowed_delegation_says_that_the_tier_itself_could(long most, long more, string next)
    {
        var story = With(Delegated(Tier.L2, rate: 15));
        story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, most).Permitted().Allowed.ShouldBe(Money.Cny(most));
        var refusal = story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, more).Refused(CompensationReasons.AuthorityExceeded);
        (refusal.Metadata["tier"], refusal.Metadata["allowed"]).ShouldBe((next, $"{most}"));
    }

    [Fact]
    public void A_delegation_counts_for_its_kinds_causes_cap_and_time_only()
    {
        With(Delegated(Tier.L2, kinds: [Kind.Coupon])).Decide(Tier.L1, Cause.Lost, Kind.Cash, 1).Refused(CompensationReasons.AuthorityExceeded);
        With(Delegated(Tier.L2, causes: [Cause.Quality])).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_01).Refused(CompensationReasons.AuthorityExceeded);
        With(Delegated(Tier.L2, cap: 18_00)).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 18_01).Refused(CompensationReasons.AuthorityExceeded).Metadata["allowed"].ShouldBe("1800");
        foreach (var over in new[]
        {
            Delegated(Tier.L2) with { Until = Story.Now },
            Delegated(Tier.L2) with { From = Story.Now + Duration.FromSeconds(1) },
            Delegated(Tier.L2) with { Status = AuthorityStatus.Revoked },
            Delegated(Tier.L2) with { Person = "person_L2" },
        })
        {
            With(over).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_01).Refused(CompensationReasons.AuthorityExceeded);
        }
    }

    [Fact]
    public void Somebody_without_a_tier_can_be_given_one() =>
        With(Delegated(Tier.L1) with { Person = "person_None" }).Decide(Tier.None, Cause.Damaged, Kind.Coupon, 10_00).Permitted().Basis.Tier.ShouldBe(Tier.L1);

    [Fact]
    public void A_delegated_platform_decides_within_its_cap_and_aside_from_budgets()
    {
        var story = With(Delegated(Tier.Platform, cap: 1000_00));
        story.Decide(Tier.L1, Cause.Conduct, Kind.Cash, 1000_00).Permitted().Counted.ShouldBeEmpty();
        story.Decide(Tier.L1, Cause.Conduct, Kind.Cash, 1000_01).Refused(CompensationReasons.AuthorityExceeded).Metadata["tier"].ShouldBe("PLATFORM");
    }

    [Fact]
    public void A_limit_narrows_what_the_role_allows_and_all_limits_hold()
    {
        var story = With(Limited(rate: 5), Limited(cap: 4_00), Limited(kinds: [Kind.Coupon]));
        story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 4_00).Permitted();
        var refusal = story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 4_01).Refused(CompensationReasons.AuthorityExceeded);
        (refusal.Metadata["tier"], refusal.Metadata["allowed"]).ShouldBe(("L2", "400"));
        With(Limited(causes: [Cause.Quality])).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 1).Refused(CompensationReasons.AuthorityExceeded);
        With(Limited(rate: 5)).Decide(Tier.L2, Cause.Damaged, Kind.Coupon, 20_00).Permitted(); // another's
    }

    [Fact]
    public void A_limit_leaves_those_above_whoever_set_it_alone() =>
        With(Limited(cap: 1) with { Person = "person_Platform" }).Decide(Tier.Platform, Cause.Conduct, Kind.Cash, 100_00).Permitted();

    [Fact]
    public void R_COMP_4_what_a_rule_mandates_is_owed_in_spite_of_a_limit()
    {
        var story = Story.Paid(100_00, hoursAgo: 80) with { Authorities = Known(Limited(cap: 1_00, kinds: [Kind.Cash])) };
        story.Decide(Tier.L1, Cause.LateDispatch, Kind.Coupon, 30_00).Permitted();
    }

    [Fact]
    public void What_is_quoted_to_somebody_with_a_delegation_is_granted_and_one_fen_more_is_not()
    {
        var story = With(Delegated(Tier.L2, rate: 15), Limited(rate: 5));
        var quote = story.Quote(Tier.L1, Cause.Damaged);
        var own = quote.Options.Single(option => option.IsOwn);
        (own.Kind, own.Tier, own.Amount).ShouldBe((Kind.Coupon, Tier.L2, Money.Cny(15_00)));
        quote.MoreFrom().ShouldBe(Tier.L2);
        story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 15_00).Permitted();
        story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 15_01).Refused(CompensationReasons.AuthorityExceeded);
    }

    [Fact]
    public void R_COMP_6_a_delegation_counts_in_the_budget_of_whoever_uses_it()
    {
        var day = new Budget(BudgetScope.Agent, "person_L1", Budget.Day(new(2026, 6, 2))).Counter;
        var story = With(Delegated(Tier.L2)).Used(day, 2000_00); // what L1 has in a day
        story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Permitted().Basis.Tier.ShouldBe(Tier.L2);
        story.Used(day, 5000_00).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Refused(CompensationReasons.BudgetExhausted);
    }

    private static Story With(params Authority[] authorities) => Story.Paid(100_00) with { Authorities = Known(authorities) };

    private static ImmutableDictionary<string, Authority> Known(params Authority[] authorities) =>
        authorities.Index().ToImmutableDictionary(known => $"aut_{known.Index}", known => known.Item);

    private static Authority Delegated(Tier tier, int? rate = null, long? cap = null, ImmutableArray<Kind> kinds = default, ImmutableArray<Cause> causes = default) => new(
        "person_L1",
        tier,
        new(kinds.IsDefault ? [] : kinds, causes.IsDefault ? [] : causes, rate is { } percent ? Percent.Of(percent) : null, cap is { } fen ? Money.Cny(fen) : null),
        Story.Now,
        Later,
        "lead_1",
        tier == Tier.Platform ? Tier.Platform : Tier.L2,
        "promotion week",
        Story.Now);

    private static Authority Limited(int? rate = null, long? cap = null, ImmutableArray<Kind> kinds = default, ImmutableArray<Cause> causes = default) =>
        Delegated(Tier.None, rate, cap, kinds, causes) with { Until = null };
}

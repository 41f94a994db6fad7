using Aftersales.Compensations.Domain;
using Aftersales.Kernel;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>The table of R-COMP-2, row by row, to the fen.</summary>
public sealed class AuthorityTests
{
    [Theory]
    [InlineData(100_00, 10_00, "L2")]
    [InlineData(123_45, 12_35, "L2")] // 12.345 rounds half up
    [InlineData(123_44, 12_34, "L2")]
    [InlineData(1999_95, 200_00, "PLATFORM")] // 199.995 rounds up, then the cap counts for L2 as well
    [InlineData(1999_94, 199_99, "L2")]
    [InlineData(5000_00, 200_00, "PLATFORM")]
    public void R_COMP_2_L1_grants_coupons_up_to_10_percent_and_200_CNY(long paid, long most, string next) =>
        UpTo(Story.Paid(paid), Tier.L1, Cause.Damaged, Kind.Coupon, most, next);

    [Theory]
    [InlineData(100_00, 20_00)]
    [InlineData(123_43, 24_69)] // 24.686
    [InlineData(999_97, 199_99)] // 199.994
    [InlineData(999_98, 200_00)]
    [InlineData(9000_00, 200_00)]
    public void R_COMP_2_L2_grants_coupons_up_to_20_percent_and_200_CNY(long paid, long most) =>
        UpTo(Story.Paid(paid), Tier.L2, Cause.Quality, Kind.Coupon, most, "PLATFORM");

    [Theory]
    [InlineData(Kind.Coupon)]
    [InlineData(Kind.Cash)]
    public void R_COMP_2_L2_grants_10_percent_for_late_delivery(Kind kind) =>
        UpTo(Story.Paid(155_55), Tier.L2, Cause.LateDelivery, kind, 15_56, "PLATFORM");

    [Theory]
    [InlineData(Cause.Lost, 20_00)]
    [InlineData(Cause.ShortPick, 20_00)]
    [InlineData(Cause.LateDelivery, 10_00)]
    [InlineData(Cause.Oversold, 10_00)]
    public void R_COMP_4_L2_grants_cash_for_the_cash_causes(Cause cause, long most) =>
        UpTo(Story.Paid(100_00), Tier.L2, cause, Kind.Cash, most, "PLATFORM");

    [Theory]
    [InlineData(Cause.LateDispatch)]
    [InlineData(Cause.AbnormalSignoff)]
    [InlineData(Cause.MissingItem)]
    [InlineData(Cause.Damaged)]
    [InlineData(Cause.WrongItem)]
    [InlineData(Cause.Quality)]
    [InlineData(Cause.PromiseBreach)]
    [InlineData(Cause.Conduct)]
    [InlineData(Cause.Goodwill)]
    public void R_COMP_4_cash_for_other_causes_is_the_platforms(Cause cause) =>
        UpTo(Story.Paid(100_00), Tier.L2, cause, Kind.Cash, 0, "PLATFORM");

    [Fact]
    public void R_COMP_4_oversold_and_unpaid_is_a_coupon() =>
        UpTo(Story.Unpaid(100_00), Tier.L2, Cause.Oversold, Kind.Cash, 0, "PLATFORM");

    [Theory]
    [InlineData(Cause.Lost)]
    [InlineData(Cause.ShortPick)]
    [InlineData(Cause.LateDelivery)]
    public void R_COMP_2_L1_grants_no_cash(Cause cause) =>
        UpTo(Story.Paid(100_00), Tier.L1, cause, Kind.Cash, 0, "L2");

    [Theory]
    [InlineData(5_00)]
    [InlineData(9999_00)]
    public void R_COMP_2_a_missing_item_is_10_CNY_flat_for_L1(long paid)
    {
        Story.Paid(paid).Decide(Tier.L1, Cause.MissingItem, Kind.Coupon, 10_00).Permitted().Amount.ShouldBe(Money.Cny(10_00));
        Story.Paid(paid).Decide(Tier.L1, Cause.MissingItem, Kind.Coupon, 10_01)
            .Refused(CompensationReasons.AuthorityExceeded).Metadata["allowed"].ShouldBe("1000");
    }

    [Theory]
    [InlineData(30_00, 10_00)] // never less than L1 may
    [InlineData(50_00, 10_00)]
    [InlineData(60_00, 12_00)]
    [InlineData(2000_00, 200_00)]
    public void R_COMP_2_a_missing_item_is_up_to_20_percent_for_L2(long paid, long most) =>
        UpTo(Story.Paid(paid), Tier.L2, Cause.MissingItem, Kind.Coupon, most, "PLATFORM");

    [Theory]
    [InlineData(Tier.System, Cause.LateDispatch, Kind.Coupon)]
    [InlineData(Tier.L1, Cause.LateDispatch, Kind.Coupon)]
    [InlineData(Tier.L2, Cause.LateDispatch, Kind.Cash)]
    [InlineData(Tier.L1, Cause.ShortPick, Kind.Coupon)]
    [InlineData(Tier.L2, Cause.Oversold, Kind.Cash)]
    public void R_COMP_2_what_is_not_dispatched_after_72_hours_is_30_percent(Tier tier, Cause cause, Kind kind)
    {
        var permitted = Story.Paid(100_05, hoursAgo: 72).Decide(tier, cause, kind, 30_02).Permitted(); // 30.015 rounds half up
        permitted.Basis.Rule.ShouldBe("R-COMP-4");
        permitted.Strength.ShouldBe(Strength.Mandated);
        Story.Paid(100_05, hoursAgo: 72).Decide(tier, cause, kind, 30_03).Refused(CompensationReasons.AuthorityExceeded);
        Story.Paid(100_05, hoursAgo: 71).Decide(tier, cause, kind, 30_02).Refused(CompensationReasons.AuthorityExceeded);
    }

    [Theory]
    [InlineData(100, 27, true)] // left 73 hours after payment
    [InlineData(100, 28, true)]
    [InlineData(100, 29, false)]
    public void R_COMP_4_a_dispatch_beyond_72_hours_still_owes_30_percent(int paidHoursAgo, int dispatchedHoursAgo, bool owed)
    {
        var ruling = Story.Paid(100_00, paidHoursAgo, dispatchedHoursAgo).Decide(Tier.L1, Cause.LateDispatch, Kind.Coupon, 30_00);
        ruling.IsRefused.ShouldBe(!owed);
    }

    [Theory]
    [InlineData(1666_66, 500_00)] // 499.998
    [InlineData(5000_00, 500_00)]
    public void R_COMP_2_what_a_rule_mandates_is_at_most_500_CNY(long paid, long most) =>
        UpTo(Story.Paid(paid, hoursAgo: 80), Tier.L1, Cause.LateDispatch, Kind.Coupon, most, "PLATFORM");

    [Fact]
    public void R_COMP_2_mandated_is_30_percent_less_what_was_granted_for_the_same_cause()
    {
        var story = Story.Paid(100_00, hoursAgo: 80).With("cmp_1", Tier.L1, Cause.LateDispatch, Kind.Coupon, 10_00);
        story.Decide(Tier.L1, Cause.LateDispatch, Kind.Coupon, 30_00).Permitted().Amount.ShouldBe(Money.Cny(20_00));
    }

    [Theory]
    [InlineData(Kind.Coupon)]
    [InlineData(Kind.Cash)]
    public void R_COMP_2_the_platform_decides_as_it_sees_fit(Kind kind)
    {
        var permitted = Story.Paid(100_00).Decide(Tier.Platform, Cause.Conduct, kind, 9999_99).Permitted();
        permitted.Amount.ShouldBe(Money.Cny(9999_99));
        permitted.Allowed.ShouldBeNull();
        permitted.Counted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Tier.None)]
    [InlineData(Tier.System)]
    public void R_COMP_3_whoever_has_no_authority_is_told_who_has(Tier tier)
    {
        var refusal = Story.Paid(100_00).Decide(tier, Cause.Damaged, Kind.Coupon, 10_00).Refused(CompensationReasons.AuthorityExceeded);
        refusal.Metadata["tier"].ShouldBe("L1");
        refusal.Metadata["allowed"].ShouldBe("0");
    }

    [Fact]
    public void R_COMP_4_a_kind_that_no_tier_grants_for_the_cause_is_refused_as_such()
    {
        var story = Story.Paid(100_00) with { Policy = Story.Default with { Rules = [.. Story.Default.Rules.Where(rule => !rule.Tiers.Contains(Tier.Platform))] } };
        story.Decide(Tier.L2, Cause.Damaged, Kind.Cash, 1).Refused(CompensationReasons.KindNotAllowed).Metadata["rule"].ShouldBe("R-COMP-4");
        story.Decide(Tier.L2, Cause.Lost, Kind.Cash, 1).Permitted();
    }

    [Theory]
    [InlineData(Tier.L1)]
    [InlineData(Tier.Platform)]
    public void R_COMP_7_nothing_is_granted_for_a_review(Tier tier) =>
        Story.Paid(100_00).Decide(tier, Story.Ask(Cause.Goodwill, Kind.Coupon, 1, forReview: true)).Refused(CompensationReasons.ReviewConditioned);

    [Theory]
    [InlineData(300_00, 10_00, 334)] // 3.333 %
    [InlineData(100_00, 10_00, 1000)]
    [InlineData(100_00, 1, 1)]
    public void R_COMP_9_the_basis_keeps_rule_version_inputs_person_and_payer(long paid, long amount, int basisPoints) =>
        Story.Paid(paid).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, amount).Permitted().Basis.ShouldBe(
            new("R-COMP-2", "2026-1", Money.Cny(paid), basisPoints, "person_L1", Tier.L1, Party.Courier) { RuleId = "l1-coupon" });

    [Fact]
    public void R_COMP_9_the_rate_of_an_order_that_cost_nothing_is_zero() =>
        Story.Paid(0).Decide(Tier.L1, Cause.MissingItem, Kind.Coupon, 10_00).Permitted().Basis.RateBasisPoints.ShouldBe(0);

    private static void UpTo(Story story, Tier tier, Cause cause, Kind kind, long most, string next)
    {
        if (most > 0)
        {
            var permitted = story.Decide(tier, cause, kind, most).Permitted();
            permitted.Amount.ShouldBe(Money.Cny(most));
            permitted.Allowed.ShouldBe(Money.Cny(most));
        }

        var refusal = story.Decide(tier, cause, kind, most + 1).Refused(CompensationReasons.AuthorityExceeded);
        refusal.Metadata["allowed"].ShouldBe($"{most}");
        refusal.Metadata["tier"].ShouldBe(next);
        refusal.Metadata["rule"].ShouldBe("R-COMP-2");
    }
}

using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>One compensation for each order and cause, the order's cap, the day's budgets.</summary>
public sealed class OrderTests
{
    private static readonly LocalDate Today = new(2026, 6, 2);

    [Theory]
    [InlineData(Tier.L1, 10_00)]
    [InlineData(Tier.L1, 5_00)]
    public void R_COMP_5_a_second_request_for_a_cause_points_to_the_first(Tier tier, long fen) =>
        Story.Paid(100_00).With("cmp_1", Tier.L1, Cause.Damaged, Kind.Coupon, 5_00)
            .Decide(tier, Cause.Damaged, Kind.Coupon, fen)
            .Refused(CompensationReasons.AlreadyCompensated).Metadata["grant_id"].ShouldBe("cmp_1");

    [Fact]
    public void R_COMP_5_an_increase_by_a_higher_tier_grants_the_difference()
    {
        var story = Story.Paid(100_00).With("cmp_1", Tier.L1, Cause.Damaged, Kind.Coupon, 10_00);
        var increase = story.Decide(Tier.L2, Cause.Damaged, Kind.Coupon, 20_00).Permitted();
        increase.Amount.ShouldBe(Money.Cny(10_00));
        increase.Claims.ShouldBe([Strength.L2]);
        story.Decide(Tier.L2, Cause.Damaged, Kind.Coupon, 10_00).Refused(CompensationReasons.AlreadyCompensated);
    }

    [Fact]
    public void R_COMP_5_a_lower_tier_adds_nothing_to_a_higher_ones_grant()
    {
        var story = Story.Paid(100_00).With("cmp_2", Tier.L2, Cause.Damaged, Kind.Coupon, 5_00);
        story.Standing.Grants["cmp_2"].Claims.ShouldBe([Strength.L1, Strength.L2]);
        story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Refused(CompensationReasons.AlreadyCompensated);
    }

    [Fact]
    public void R_COMP_5_another_cause_is_compensated_on_its_own() =>
        Story.Paid(100_00).With("cmp_1", Tier.L1, Cause.Damaged, Kind.Coupon, 10_00)
            .Decide(Tier.L1, Cause.LateDelivery, Kind.Coupon, 10_00).Permitted().Amount.ShouldBe(Money.Cny(10_00));

    [Fact]
    public void R_COMP_5_what_was_revoked_can_be_granted_anew() =>
        Story.Paid(100_00).With("cmp_1", Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Without("cmp_1")
            .Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Permitted();

    [Theory]
    [InlineData(100_00, true)]
    [InlineData(100_01, false)]
    public void R_COMP_5_all_compensations_of_an_order_stay_within_500_CNY(long third, bool granted)
    {
        var ruling = Story.Paid(5000_00)
            .With("cmp_1", Tier.L1, Cause.Damaged, Kind.Coupon, 200_00)
            .With("cmp_2", Tier.L2, Cause.Lost, Kind.Cash, 200_00)
            .Decide(Tier.L2, Cause.Conduct, Kind.Coupon, third);
        ruling.IsRefused.ShouldBe(!granted);
        if (!granted)
            ruling.Refused(CompensationReasons.OrderCapExceeded).Metadata["allowed"].ShouldBe("10000");
    }

    [Fact]
    public void R_COMP_5_the_platform_decides_aside_from_the_cap()
    {
        var story = Story.Paid(5000_00).With("cmp_1", Tier.Platform, Cause.Damaged, Kind.Cash, 4000_00);
        story.Decide(Tier.L1, Cause.Conduct, Kind.Coupon, 200_00).Permitted();
        story.Decide(Tier.Platform, Cause.Conduct, Kind.Cash, 4000_00).Permitted();
    }

    [Theory]
    [InlineData(Tier.L1, 2000_00, "L2")]
    [InlineData(Tier.L2, 5000_00, "PLATFORM")]
    public void R_COMP_6_a_day_s_budget_of_an_agent_ends_at_100_percent(Tier tier, long budget, string next)
    {
        var counter = new Budget(BudgetScope.Agent, Story.By(tier).Person, Budget.Day(Today)).Counter;
        Story.Paid(100_00).Used(counter, budget - 10_00).Decide(tier, Cause.Damaged, Kind.Coupon, 10_00).Permitted();
        var refusal = Story.Paid(100_00).Used(counter, budget - 9_99).Decide(tier, Cause.Damaged, Kind.Coupon, 10_00).Refused(CompensationReasons.BudgetExhausted);
        refusal.Metadata["budget"].ShouldBe("agent");
        refusal.Metadata["tier"].ShouldBe(next);
    }

    [Fact]
    public void R_COMP_6_the_next_tier_goes_on_where_the_merchants_budget_stops_the_lower_one()
    {
        var story = Story.Paid(100_00).Used(new Budget(BudgetScope.Merchant, "", Budget.Day(Today)).Counter, 20_000_00);
        var refusal = story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 1).Refused(CompensationReasons.BudgetExhausted);
        refusal.Metadata["budget"].ShouldBe("merchant");
        refusal.Metadata["tier"].ShouldBe("L2");
        story.Decide(Tier.L2, Cause.Damaged, Kind.Coupon, 1).Permitted();
        story.Used(new Budget(BudgetScope.Merchant, "", Budget.Day(Today)).Counter, 50_000_00).Decide(Tier.Platform, Cause.Damaged, Kind.Coupon, 1).Permitted();
    }

    [Fact]
    public void R_COMP_6_what_a_rule_mandates_is_in_no_budget() =>
        Story.Paid(100_00, hoursAgo: 80).Used(new Budget(BudgetScope.Merchant, "", Budget.Day(Today)).Counter, 50_000_00)
            .Decide(Tier.L1, Cause.LateDispatch, Kind.Coupon, 30_00).Permitted();

    [Theory]
    [InlineData(1589_99, false)]
    [InlineData(1590_00, true)]
    public void R_COMP_6_a_budget_warns_at_80_percent(long used, bool warns)
    {
        var story = Story.Paid(100_00).Used(new Budget(BudgetScope.Agent, "person_L1", Budget.Day(Today)).Counter, used);
        var permitted = story.Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Permitted();
        BudgetWatch.Near(permitted.Counted).ShouldBe(warns ? ["agent"] : []);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void R_COMP_5_no_sequence_of_decisions_passes_the_cap(int seed)
    {
        var random = new Random(seed);
        var (granted, capped) = (0, 0);
        for (var round = 0; round < 50; round++)
        {
            var story = Story.Paid(random.Next(1, 800_000), random.Next(0, 150));
            for (var step = 0; step < 40; step++)
            {
                if (story.Standing.Grants.Count > 0 && random.Next(5) == 0)
                    story = story.Without(story.Standing.Grants.Keys.Order().ElementAt(random.Next(story.Standing.Grants.Count)));
                var (tier, cause, kind) = ((Tier)random.Next(5), (Cause)random.Next(1, 14), (Kind)random.Next(1, 3));
                var fen = random.Next(1, 60_000);
                var ruling = story.Decide(tier, cause, kind, fen);
                capped += ruling.Refusal?.Reason == CompensationReasons.OrderCapExceeded ? 1 : 0;
                if (ruling.IsRefused)
                    continue;
                granted++;
                story = story.With($"cmp_{round}_{step}", tier, cause, kind, fen);
                AllWithinBounds(story);
            }
        }

        granted.ShouldBeGreaterThan(100);
        capped.ShouldBeGreaterThan(0);
    }

    private static void AllWithinBounds(Story story)
    {
        var grants = story.Standing.Grants.Values.ToList();
        grants.Where(g => g.Basis.Tier != Tier.Platform).Sum(g => g.Amount.Minor).ShouldBeLessThanOrEqualTo(500_00);
        grants.SelectMany(g => g.Claims.Select(strength => (g.Cause, strength))).ShouldBeUnique();
        foreach (var cause in grants.GroupBy(g => g.Cause))
            cause.Sum(g => g.Amount.Minor).ShouldBeLessThanOrEqualTo(cause.Max(g => g.Demanded.Minor));
    }
}

using System.Collections.Immutable;
using Aftersales.Compensations.Domain;
using Aftersales.Kernel;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>R-COMP-6: budgets of agents, shops and the merchant, by day and by month.</summary>
public sealed class BudgetTests
{
    private const string Agent = "person_L1";
    private const string Shop = "shop_tea";

    public static IEnumerable<object[]> Budgets =>
    [
        ["agent", new Budget(BudgetScope.Agent, Agent, "2026-06-02"), 2_000_00],
        ["agent.month", new Budget(BudgetScope.Agent, Agent, "2026-06"), 40_000_00],
        ["shop", new Budget(BudgetScope.Shop, Shop, "2026-06-02"), 10_000_00],
        ["shop.month", new Budget(BudgetScope.Shop, Shop, "2026-06"), 200_000_00],
        ["merchant", new Budget(BudgetScope.Merchant, "", "2026-06-02"), 20_000_00],
        ["merchant.month", new Budget(BudgetScope.Merchant, "", "2026-06"), 400_000_00],
    ];

    [Theory, MemberData(nameof(Budgets))]
    public void R_COMP_6_each_ends_at_100_percent_and_the_next_tier_goes_on(string name, Budget budget, long limit)
    {
        budget.Name.ShouldBe(name);
        Budget.Read(budget.Counter).ShouldBe(budget);
        Spent(budget, limit - 10_00).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Permitted();
        var refusal = Spent(budget, limit - 9_99).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Refused(CompensationReasons.BudgetExhausted);
        (refusal.Metadata["budget"], refusal.Metadata["tier"], refusal.Metadata["rule"]).ShouldBe((name, "L2", "R-COMP-6"));
        Spent(budget, limit).Decide(Tier.L2, Cause.Damaged, Kind.Coupon, 10_00).Permitted();
    }

    [Theory, MemberData(nameof(Budgets))]
    public void R_COMP_6_each_warns_at_80_percent_once(string name, Budget budget, long limit)
    {
        var line = limit / 10 * 8;
        var below = Spent(budget, line - 10_01).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Permitted();
        below.Warnings.ShouldBeEmpty();
        BudgetWatch.Near(below.Counted).ShouldBeEmpty();
        below.Counted.Single(sum => sum.Counter == budget.Counter).Line.ShouldBe(Money.Cny(line - 1));

        var reached = Spent(budget, line - 10_00).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Permitted();
        reached.Warnings.ShouldHaveSingleItem().ShouldBe(new(budget.Counter, Tier.L1, Money.Cny(limit), Money.Cny(line)));
        BudgetWatch.Near(reached.Counted).ShouldBe([name]);

        var after = Spent(budget, line).Used(Sums.Warned(Tier.L1, budget.Counter), 1).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 10_00).Permitted();
        after.Warnings.ShouldBeEmpty();
        BudgetWatch.Near(after.Counted).ShouldBe([name]);
    }

    [Fact]
    public void R_COMP_6_what_is_owed_or_restituted_and_the_platform_s_is_in_no_budget()
    {
        Story.Paid(100_00, hoursAgo: 80).Decide(Tier.L1, Cause.LateDispatch, Kind.Coupon, 30_00).Permitted().Counted.ShouldAllBe(sum => Budget.Read(sum.Counter) == null);
        Story.Paid(100_00).Decide(Tier.Platform, Cause.Damaged, Kind.Coupon, 30_00).Permitted().Counted.ShouldBeEmpty();
    }

    [Fact]
    public void An_order_without_a_shop_is_in_no_shop_s_budget() =>
        Story.Paid(100_00).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 1).Permitted().Counted.Select(sum => Budget.Read(sum.Counter)?.Name)
            .ShouldBe([null, "agent", "agent.month", "merchant", "merchant.month"]);

    [Fact]
    public void A_policy_without_months_and_shops_has_the_day_s_budgets_alone()
    {
        var plain = Story.Default with
        {
            MonthlyBudgets = BudgetLimits.None,
            DailyBudgets = Story.Default.DailyBudgets with { Shop = ImmutableDictionary<Tier, Money>.Empty },
        };
        (InShop() with { Policy = plain }).Decide(Tier.L1, Cause.Damaged, Kind.Coupon, 1).Permitted().Counted.Select(sum => Budget.Read(sum.Counter)?.Name)
            .ShouldBe([null, "agent", "merchant"]);
    }

    [Fact]
    public void A_month_below_its_day_is_a_contradiction()
    {
        var odd = Story.Default.MonthlyBudgets with { Shop = Story.Default.MonthlyBudgets.Shop.SetItem(Tier.L2, Money.Cny(1)) };
        PolicyCheck.Of(Story.Default with { MonthlyBudgets = odd }, null).ShouldHaveSingleItem().ShouldBe(new("monthlyBudgets.shop.L2", "is below the day's"));
    }

    private static Story InShop() => Story.Paid(100_00) with { Facts = Story.Paid(100_00).Facts with { ShopId = Shop } };

    private static Story Spent(Budget budget, long fen) => InShop().Used(budget.Counter, fen);
}

using Aftersales.Compensations.Domain;
using Aftersales.Kernel;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>What may be offered for a case, in which order, and how it is explained.</summary>
public sealed class QuoteTests
{
    [Fact]
    public void R_COMP_4_what_is_owed_comes_first_and_a_coupon_before_cash()
    {
        var quote = Story.Paid(100_00, hoursAgo: 80).Quote(Tier.L2, Cause.LateDispatch);
        quote.Options.Select(option => (option.Kind, option.Tier, option.Amount?.Minor, option.Mandated)).ShouldBe(
        [
            (Kind.Coupon, Tier.L2, 30_00, true),
            (Kind.Cash, Tier.L2, 30_00, true),
            (Kind.Coupon, Tier.Platform, null, false),
            (Kind.Cash, Tier.Platform, null, false),
            (Kind.Gift, Tier.Platform, null, false),
        ]);
        quote.Options[0].Reason.Zh.ShouldContain("30%");
    }

    [Fact]
    public void R_COMP_3_a_quote_says_which_tier_could_do_more()
    {
        var quote = Story.Paid(100_00).Quote(Tier.L1, Cause.Lost);
        quote.Options.Select(option => (option.Kind, option.Tier, option.Amount?.Minor)).ShouldBe(
        [
            (Kind.Coupon, Tier.L1, 10_00), (Kind.Coupon, Tier.L2, 20_00), (Kind.Cash, Tier.L2, 20_00),
            (Kind.Coupon, Tier.Platform, null), (Kind.Cash, Tier.Platform, null), (Kind.Gift, Tier.Platform, null),
        ]);
        quote.MoreFrom().ShouldBe(Tier.L2);
        Story.Paid(5000_00).Quote(Tier.L1, Cause.Damaged).MoreFrom().ShouldBe(Tier.Platform);
        Story.Paid(100_00).Quote(Tier.Platform, Cause.Damaged).MoreFrom().ShouldBeNull();
        Story.Paid(100_00).Quote(Tier.None, Cause.Damaged).MoreFrom().ShouldBe(Tier.L1);
    }

    [Fact]
    public void R_COMP_5_a_quote_after_a_grant_offers_the_increase()
    {
        var quote = Story.Paid(100_00).With("cmp_1", Tier.L1, Cause.Damaged, Kind.Coupon, 6_00).Quote(Tier.L2, Cause.Damaged);
        quote.Before.ShouldBe(Money.Cny(6_00));
        var option = quote.Options.First(o => o.Tier == Tier.L2);
        option.Amount.ShouldBe(Money.Cny(20_00));
        option.Grantable.ShouldBe(Money.Cny(14_00));
        Story.Paid(100_00).With("cmp_1", Tier.L1, Cause.Damaged, Kind.Coupon, 6_00).Quote(Tier.L1, Cause.Damaged)
            .Options.ShouldNotContain(o => o.Tier == Tier.L1);
    }

    [Fact]
    public void R_COMP_5_a_quote_leaves_what_the_order_s_cap_leaves()
    {
        var quote = Story.Paid(5000_00).Used(Sums.OrderCap(Story.Order), 380_00).Quote(Tier.L1, Cause.Damaged);
        quote.OrderLeft.ShouldBe(Money.Cny(120_00));
        quote.Options.First().Amount.ShouldBe(Money.Cny(120_00));
        Story.Paid(5000_00).Used(Sums.OrderCap(Story.Order), 500_00).Quote(Tier.L1, Cause.Damaged).Options.ShouldAllBe(o => o.Tier == Tier.Platform);
    }

    [Fact]
    public void R_COMP_6_a_quote_leaves_what_the_day_s_budget_leaves() =>
        Story.Paid(5000_00).Used(new Budget(BudgetScope.Agent, "person_L1", Budget.Day(new(2026, 6, 2))).Counter, 1900_00).Quote(Tier.L1, Cause.Damaged)
            .Options.First().Amount.ShouldBe(Money.Cny(100_00));

    [Fact]
    public void What_is_owed_does_not_wait_for_a_budget()
    {
        var story = Story.Paid(100_00, hoursAgo: 80).Used(new Budget(BudgetScope.Agent, "person_L1", Budget.Day(new(2026, 6, 2))).Counter, 2000_00);
        story.Decide(Tier.L1, Cause.LateDispatch, Kind.Coupon, 5_00).Permitted().Basis.RuleId.ShouldBe("overdue-coupon");
        story.Quote(Tier.L1, Cause.LateDispatch).Options.First().Amount.ShouldBe(Money.Cny(30_00));
    }

    [Fact]
    public void A_quote_explains_every_rule()
    {
        var quote = Story.Paid(1666_66, hoursAgo: 80).Quote(Tier.L1, Cause.LateDispatch);
        quote.Verdicts.Select(verdict => verdict.Rule.Id).ShouldBe(Story.Default.Rules.Select(rule => rule.Id));
        var owed = quote.Verdicts.Single(verdict => verdict.Rule.Id == "overdue-coupon");
        owed.Allowance.ShouldBe(new(Money.Cny(1666_66), Money.Cny(500_00), Money.Cny(500_00))); // 499.998 rounds to 500.00
        quote.Verdicts.Single(verdict => verdict.Rule.Id == "overdue-cash-declined-coupon").Unmet.ShouldBe(Unmet.CouponDeclined);
        quote.Verdicts.Single(verdict => verdict.Rule.Id == "l2-late-delivery").Unmet.ShouldBe(Unmet.Cause);
        quote.Verdicts.Single(verdict => verdict.Rule.Id == "apparel-item").Unmet.ShouldBe(Unmet.Shop | Unmet.Item);
        quote.Verdicts.ShouldAllBe(verdict => verdict.Matches == (verdict.Allowance != null));
    }

    [Fact]
    public void A_rule_applies_from_its_first_day_to_its_last()
    {
        var day = new NodaTime.LocalDate(2026, 6, 2);
        foreach (var (from, until, applies) in new (int?, int?, bool)[] { (0, 0, true), (null, 0, true), (0, null, true), (1, null, false), (null, -1, false) })
        {
            var rule = Story.Default.Rules[0] with
            {
                ValidFrom = from is { } first ? day.PlusDays(first) : null,
                ValidUntil = until is { } last ? day.PlusDays(last) : null,
            };
            var story = Story.Paid(100_00) with { Policy = Story.Default with { Rules = [rule] } };
            story.Quote(Tier.L1, Cause.Damaged).Options.Any().ShouldBe(applies);
            story.Quote(Tier.L1, Cause.Damaged).Verdicts.Single().Unmet.ShouldBe(applies ? Unmet.Nothing : Unmet.Validity);
        }
    }

    [Theory]
    [InlineData("五星好评即可领取优惠券", true)]
    [InlineData("麻烦亲给个 5 星 好评 哦", true)]
    [InlineData("写好评，返现 5 元", true)]
    [InlineData("ＦＩＶＥ　ＳＴＡＲ please", true)]
    [InlineData("Take this and leave us a review!", true)]
    [InlineData("把差评删了：删 除 差 评 后返现", true)]
    [InlineData("非常抱歉，赠送优惠券一张", false)]
    [InlineData("We reviewed your case and are sorry", false)]
    [InlineData("", false)]
    public void R_COMP_7_words_that_ask_for_a_review_are_found(string text, bool found)
    {
        var ruling = Story.Paid(100_00).Decide(Tier.L1, Story.Ask(Cause.Damaged, Kind.Coupon, 1_00) with { Text = text });
        ruling.IsRefused.ShouldBe(found);
        if (found)
            ruling.Refused(CompensationReasons.ReviewConditioned).Metadata["rule"].ShouldBe("R-COMP-7");
    }
}

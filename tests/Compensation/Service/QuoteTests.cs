using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>Quotes over sockets, and the kinds that are neither coupon nor cash.</summary>
public sealed class QuoteTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task What_is_quoted_is_granted(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1", 666_65);
        var (l1, l2) = (desk.Plan(Role.AgentL1), desk.Plan(Role.AgentL2, "agent_2"));
        var quote = await l1.QuoteCompensationAsync(new() { OrderId = "o_1", Cause = CompensationCause.Lost });
        quote.MoreFrom.ShouldBe(Tier.L2);
        quote.Options[0].ShouldBe(new CompensationOption
        {
            Kind = CompensationKind.Coupon,
            Tier = Tier.L1,
            Amount = Desk.Cny(66_67),
            Grantable = Desk.Cny(66_67),
            WithinAuthority = true,
            RuleId = "l1-coupon",
            ReasonZh = "对给您带来的不便深表歉意，赠送优惠券一张。",
            ReasonEn = "We are sorry for the trouble; please accept this coupon.",
        });
        var explained = quote.Explanation;
        explained.ShouldSatisfyAllConditions(
            e => e.PolicyVersion.ShouldBe("2026-1"), e => e.PaidAmount.ShouldBe(Desk.Cny(666_65)), e => e.OrderCapLeft.ShouldBe(Desk.Cny(500_00)), e => e.GrantedBefore.ShouldBe(Desk.Cny(0)));
        explained.Rules.Single(r => r.RuleId == "l1-coupon").Arithmetic.ShouldBe(new Arithmetic
        {
            Base = Desk.Cny(666_65),
            RateBasisPoints = 1000,
            Unrounded = 66_66_5000, // 66.665
            Rounded = Desk.Cny(66_67),
            Cap = Desk.Cny(200_00),
            Most = Desk.Cny(66_67),
        });
        explained.Rules.Single(r => r.RuleId == "overdue-coupon").Unmet.ShouldBe(["causes", "when.dispatchOverdue"]);

        await l1.GrantCompensationAsync(Desk.Ask("o_1", "step_1", CompensationCause.Lost, fen: 66_67));
        var then = await l2.QuoteCompensationAsync(new() { OrderId = "o_1", Cause = CompensationCause.Lost });
        var cash = then.Options.Single(o => o is { Kind: CompensationKind.Cash, Tier: Tier.L2 });
        (cash.Amount, cash.Grantable).ShouldBe((Desk.Cny(133_33), Desk.Cny(66_66)));
        then.Explanation.GrantedBefore.ShouldBe(Desk.Cny(66_67));
        (await l2.GrantCompensationAsync(Desk.Ask("o_1", "step_2", CompensationCause.Lost, CompensationKind.Cash, cash.Amount.MinorUnits))).Grant.Amount.ShouldBe(cash.Grantable);
    }

    [Fact]
    public async Task R_COMP_1_a_shop_that_was_registered_as_one_for_clothes_goes_by_its_rules()
    {
        await using var desk = await Desk.Open("sqlite");
        var order = desk.Snapshot("o_1", 100_00);
        (order.ShopId, order.Version) = ("s2", 2);
        order.Lines.Add(new OrderLine { LineId = "1", Quantity = 1, Paid = Desk.Cny(100_00) });
        await desk.Host.Deliver(new OrderChanged { Order = order }, Desk.Merchant, "tracking");
        (await Rules()).ShouldContain("l1-coupon");

        var known = new MerchantChanged { MerchantId = Desk.Merchant, Version = 2, Shops = { new Contracts.Directories.Shop { ShopId = "s1" }, new Contracts.Directories.Shop { ShopId = "s2", Type = ShopType.Apparel } } };
        await desk.Host.Deliver(known, Desk.Merchant, "directory");
        (await Rules()).ShouldNotContain("l1-coupon");
        (await Rules()).ShouldContain(rule => rule.Contains("apparel"));
        await desk.Host.Deliver(new MerchantChanged(known) { Version = 1, Shops = { new Contracts.Directories.Shop { ShopId = "s3" } } }, Desk.Merchant, "directory");
        (await Rules()).ShouldNotContain("l1-coupon");

        async Task<IEnumerable<string>> Rules() =>
            (await desk.Plan(Role.AgentL1).QuoteCompensationAsync(new() { OrderId = "o_1", Cause = CompensationCause.Damaged, Lines = { new LineQuantity { LineId = "1", Quantity = 1 } } })).Options.Select(o => o.RuleId);
    }

    [Fact]
    public async Task R_COMP_7_a_text_that_asks_for_a_review_is_refused_and_kept_nowhere()
    {
        await using var desk = await Desk.Open("sqlite");
        await desk.Knows("o_1");
        var ask = Desk.Ask("o_1", "step_1", fen: 1_00);
        ask.Text = "亲，五星好评后赠送优惠券";
        (await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(ask))).Reason.ShouldBe("REVIEW_CONDITIONED");
        var question = Desk.Question(ask);
        question.Text = ask.Text;
        (await Desk.Refused(desk.Plan(Role.AgentL1).CheckAuthorityAsync(question))).Reason.ShouldBe("REVIEW_CONDITIONED");
        ask.Text = "非常抱歉";
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(ask);
        await desk.Host.Drain();
        desk.Host.Published.ShouldAllBe(e => !e.Json.Contains("抱歉"));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_1_a_gift_is_recorded_and_told_as_a_task_of_the_order(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var ask = Desk.Ask("o_1", "step_1", kind: CompensationKind.Gift, fen: 25_00);
        (await Desk.Refused(desk.Plan(Role.Platform, "platform").GrantCompensationAsync(ask))).Reason.ShouldBe("INVALID_REQUEST");
        ask.GiftSku = "tea-tin";
        (await Desk.Refused(desk.Plan(Role.AgentL2).GrantCompensationAsync(ask))).Metadata["tier"].ShouldBe("PLATFORM");
        var grant = (await desk.Plan(Role.Platform, "platform").GrantCompensationAsync(ask)).Grant;
        grant.ShouldSatisfyAllConditions(g => g.GiftSku.ShouldBe("tea-tin"), g => g.Coupon.ShouldBeNull(), g => g.Kind.ShouldBe(CompensationKind.Gift));
        await desk.Host.Drain();
        desk.Host.Last<CompensationGranted>().Grant.ShouldSatisfyAllConditions(g => g.GiftSku.ShouldBe("tea-tin"), g => g.OrderId.ShouldBe("o_1"));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_5_a_price_difference_is_given_back_once_however_many_ask_at_once(string database)
    {
        await using var desk = await Desk.Open(database);
        var order = desk.Snapshot("o_1");
        order.Lines.Add(new OrderLine { LineId = "1", Quantity = 3, Paid = Desk.Cny(90_00), PromisedUnitPrice = Desk.Cny(20_00) });
        await desk.Host.Deliver(new OrderChanged { Order = order }, Desk.Merchant, "tracking");
        var quoted = (await desk.Plan(Role.AgentL1).QuoteCompensationAsync(new() { OrderId = "o_1", Cause = CompensationCause.Price })).Options[0];
        (quoted.Kind, quoted.Amount).ShouldBe((CompensationKind.PriceDifference, Desk.Cny(30_00)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Desk.Outcome(desk.Plan(Role.AgentL1, $"agent_{n}").GrantCompensationAsync(
            Desk.Ask("o_1", $"step_{n}", CompensationCause.Price, CompensationKind.PriceDifference, 30_00))))));
        outcomes.Count(o => o is null).ShouldBe(1);
        var given = (await desk.Person(Role.AgentL1, "agent_0").ListGrantsAsync(new() { OrderId = "o_1" })).Grants.ShouldHaveSingleItem();
        given.Restitution.ShouldBe([new LineRestitution { LineId = "1", Amount = Desk.Cny(30_00) }]);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o!.Reason == "REFUND_EXCEEDS_PAID" && o.Metadata["allowed"] == "0");
        (await desk.Plan(Role.AgentL1).QuoteCompensationAsync(new() { OrderId = "o_1", Cause = CompensationCause.Price })).Explanation.OrderCapLeft.ShouldBe(Desk.Cny(500_00));

        var stranger = Desk.Ask("o_1", "step_x", CompensationCause.Price, CompensationKind.PriceDifference, 1);
        stranger.Lines.Add(new LineQuantity { LineId = "9", Quantity = 1 });
        (await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(stranger))).Reason.ShouldBe("LINE_UNKNOWN");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_2_a_shop_of_another_type_goes_by_its_own_rules(string database)
    {
        await using var desk = await Desk.Open(database);
        var (drafter, supervisor) = (desk.Person(Role.Supervisor, "drafter"), desk.Person(Role.Supervisor, "supervisor"));
        var document = (await drafter.GetPolicyAsync(new() { PolicyId = "seed" })).Policy.Document
            .Replace("\"2026-1\"", "\"2026-2\"").Replace("\"named\":{}", "\"named\":{\"shop_silk\":\"Apparel\"}");
        var draft = (await drafter.DraftPolicyAsync(new() { RequestId = Guid.NewGuid().ToString(), Document = document })).Policy;
        await supervisor.ApprovePolicyAsync(new() { RequestId = Guid.NewGuid().ToString(), PolicyId = draft.PolicyId });
        await desk.Host.Advance(NodaTime.Duration.FromMinutes(1));
        var order = desk.Snapshot("o_1", 500_00);
        order.ShopId = "shop_silk";
        order.Lines.Add(new OrderLine { LineId = "1", Quantity = 2, Paid = Desk.Cny(333_33) });
        await desk.Host.Deliver(new OrderChanged { Order = order }, Desk.Merchant, "tracking");

        var ask = Desk.Ask("o_1", "step_1", CompensationCause.Quality, CompensationKind.Cash, 33_33); // 20 % of 166.67
        (await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(ask))).Metadata["tier"].ShouldBe("PLATFORM");
        ask.Lines.Add(new LineQuantity { LineId = "1", Quantity = 1 });
        (await desk.Plan(Role.AgentL1).GrantCompensationAsync(ask)).Grant.Basis.RuleId.ShouldBe("apparel-item");
    }
}

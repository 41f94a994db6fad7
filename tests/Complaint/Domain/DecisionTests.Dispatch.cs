using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Kernel;
using static Aftersales.Complaint.Tests.Domain.DecisionStory;
using Asked = Aftersales.Complaints.Domain.QuestionKind;
using Party = Aftersales.Complaints.Domain.QuestionParty;
using Verdict = Aftersales.Complaints.Domain.QuestionVerdict;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Handbook §4, type by type, all branches: what did not leave.</summary>
public partial class DecisionTests
{
    private static readonly string[] RefundAndMore = ["L1 refund+coupon", "L2 refund+coupon", "L2 refund+cash"];
    private static readonly string[] ReturnAndMore = ["L1 return+coupon", "L2 return+coupon", "L2 return+cash"];

    private static readonly Statements WantsGoods = new() { WantsGoods = YesNo.Yes, DeclinedRefund = YesNo.Yes, CannotReorder = YesNo.Yes };

    [Fact]
    public void Short_pick_the_warehouse_is_asked_whether_it_can_be_restocked()
    {
        var advice = Given(CaseType.ShortPick).Paid().Advice;
        advice.ShouldAsk((Party.Warehouse, Asked.Restock));
        advice.ShouldOffer();
    }

    [Fact]
    public void Short_pick_restocked_within_24_hours_is_waited_for()
    {
        var advice = Given(CaseType.ShortPick).Paid().Heard(Party.Warehouse, Asked.Restock, Verdict.Restocked).Advice;
        advice.Told.ShouldHaveSingleItem().En.ShouldContain("watching the dispatch");
        advice.ShouldOffer();
        advice.ShouldAsk();
    }

    [Fact]
    public void Short_pick_not_restocked_is_refunded_with_a_coupon_and_cash_is_for_L2()
    {
        var advice = Given(CaseType.ShortPick).Paid().Heard(Party.Warehouse, Asked.Restock, Verdict.NotRestocked).Advice;
        advice.ShouldOffer(RefundAndMore);
        advice.Party.ShouldBe(ResponsibleParty.Warehouse);
    }

    [Fact]
    public void R_CLK_4_short_pick_a_silent_warehouse_did_not_restock() =>
        Given(CaseType.ShortPick).Paid().Silent(Party.Warehouse, Asked.Restock).Advice.ShouldOffer(RefundAndMore);

    [Fact]
    public void Short_pick_a_substitute_is_for_who_wants_goods_once_the_original_is_stopped()
    {
        var story = Given(CaseType.ShortPick).Paid().Heard(Party.Warehouse, Asked.Restock, Verdict.Substitute, sku: "CUP-2");
        story.Advice.ShouldNeed(CustomerFact.WantsGoods);
        story.Advice.ShouldOffer(RefundAndMore);

        var wanted = story.Said(WantsGoods);
        wanted.Advice.ShouldAsk((Party.Warehouse, Asked.OriginalStopped));
        wanted.Heard(Party.Warehouse, Asked.OriginalStopped, Verdict.LeftAlready).Advice.ShouldOffer(RefundAndMore);

        var stopped = wanted.Heard(Party.Warehouse, Asked.OriginalStopped, Verdict.Stopped).Advice;
        stopped.ShouldOffer(["L1 replacement", .. RefundAndMore]);
        var sent = stopped.Suggestions[0].Remedies.ShouldHaveSingleItem().ShouldBeOfType<ReplacementRemedy>();
        sent.Lines.ShouldHaveSingleItem().Sku.ShouldBe("CUP-2");
        sent.Grounds.ShouldBe(new(true, true, true, true));
    }

    [Theory]
    [InlineData(CaseType.ShortPick)]
    [InlineData(CaseType.Oversold)]
    [InlineData(CaseType.LateDispatch)]
    public void What_left_meanwhile_needs_no_remedy(CaseType type)
    {
        var advice = Given(type).Paid().Left().Advice;
        advice.Conclusion.ShouldNotBeNull();
        advice.ShouldAsk();
        advice.ShouldOffer();
    }

    [Fact]
    public void Oversold_the_platform_is_asked_whether_it_can_be_shipped() =>
        Given(CaseType.Oversold).Paid().Advice.ShouldAsk((Party.Platform, Asked.Shipping));

    [Theory]
    [InlineData(Verdict.Shippable)]
    [InlineData(Verdict.ShippableLate)]
    public void Oversold_and_shippable_the_customer_is_told_the_delay(Verdict verdict)
    {
        var advice = Given(CaseType.Oversold).Paid().Heard(Party.Platform, Asked.Shipping, verdict).Advice;
        advice.Told.ShouldHaveSingleItem();
        advice.ShouldOffer();
    }

    [Fact]
    public void Oversold_and_unpaid_a_coupon_is_all() =>
        Given(CaseType.Oversold).Heard(Party.Platform, Asked.Shipping, Verdict.Unshippable).Advice.ShouldOffer("L1 coupon", "L2 coupon");

    [Fact]
    public void Oversold_and_paid_is_refunded_with_a_compensation()
    {
        var advice = Given(CaseType.Oversold).Paid().Heard(Party.Platform, Asked.Shipping, Verdict.Unshippable).Advice;
        advice.ShouldOffer(RefundAndMore);
        advice.Party.ShouldBe(ResponsibleParty.PlatformSystem);
    }

    [Fact]
    public void R_CLK_4_oversold_a_silent_platform_cannot_ship() =>
        Given(CaseType.Oversold).Paid().Silent(Party.Platform, Asked.Shipping).Advice.ShouldOffer(RefundAndMore);

    [Fact]
    public void Late_dispatch_warehouse_and_customer_are_asked()
    {
        var advice = Given(CaseType.LateDispatch).Paid().Advice;
        advice.ShouldAsk((Party.Warehouse, Asked.Shipping));
        advice.ShouldNeed(CustomerFact.Urgent);
        advice.ShouldOffer();
    }

    [Fact]
    public void Late_dispatch_that_is_urgent_is_refunded_without_waiting_for_the_warehouse() =>
        Given(CaseType.LateDispatch).Paid().Said(new() { Urgent = YesNo.Yes }).Advice.ShouldOffer(RefundAndMore);

    [Theory]
    [InlineData(Verdict.Shippable, false)]
    [InlineData(Verdict.ShippableLate, true)]
    [InlineData(Verdict.Unshippable, true)]
    public void Late_dispatch_is_decided_on_its_day_dispatched_or_refunded(Verdict verdict, bool refunded)
    {
        var advice = Given(CaseType.LateDispatch).Paid().Said(new() { Urgent = YesNo.No }).Heard(Party.Warehouse, Asked.Shipping, verdict).Advice;
        advice.ShouldOffer(refunded ? RefundAndMore : []);
        advice.Party.ShouldBe(ResponsibleParty.Warehouse);
    }

    [Fact]
    public void R_CLK_4_late_dispatch_a_silent_warehouse_cannot_ship() =>
        Given(CaseType.LateDispatch).Paid().Silent(Party.Warehouse, Asked.Shipping).Advice.ShouldOffer(RefundAndMore);

    [Fact]
    public void R_REP_1_a_replacement_needs_the_original_stopped_and_goods_that_are_there()
    {
        var story = Given(CaseType.Replacement).Paid();
        story.Advice.ShouldAsk((Party.Warehouse, Asked.OriginalStopped), (Party.Warehouse, Asked.Shipping));
        story.Advice.ShouldNeed(CustomerFact.WantsGoods, CustomerFact.DeclinedRefund, CustomerFact.CannotReorder);

        var ready = story.Said(WantsGoods).Heard(Party.Warehouse, Asked.OriginalStopped, Verdict.Stopped).Heard(Party.Warehouse, Asked.Shipping, Verdict.Shippable);
        ready.Advice.ShouldOffer("L1 replacement");
        ready.Said(new() { ClaimsCompensation = YesNo.Yes }).Advice.ShouldOffer("L1 replacement+coupon");
    }

    [Fact]
    public void R_REP_1_an_original_that_left_before_is_stopped_by_nobody() =>
        Given(CaseType.Replacement).Paid().Left().Advice.ShouldAsk((Party.Warehouse, Asked.Shipping));

    [Fact]
    public void R_REP_1_no_replacement_where_the_original_left() =>
        Given(CaseType.Replacement).Paid().Said(WantsGoods).Heard(Party.Warehouse, Asked.OriginalStopped, Verdict.LeftAlready)
            .Heard(Party.Warehouse, Asked.Shipping, Verdict.Shippable).Advice.ShouldOffer();

    [Fact]
    public void R_REP_1_no_replacement_of_what_is_not_there() =>
        Given(CaseType.Replacement).Paid().Said(WantsGoods).Heard(Party.Warehouse, Asked.OriginalStopped, Verdict.Stopped)
            .Heard(Party.Warehouse, Asked.Shipping, Verdict.Unshippable).Advice.ShouldOffer(RefundAndMore);

    [Theory]
    [InlineData(YesNo.No, YesNo.Unspecified)]
    [InlineData(YesNo.Unspecified, YesNo.No)]
    public void R_REP_1_who_wants_no_goods_or_can_reorder_is_refunded(YesNo wantsGoods, YesNo cannotReorder)
    {
        var advice = Given(CaseType.Replacement).Paid().Said(new() { WantsGoods = wantsGoods, CannotReorder = cannotReorder }).Advice;
        advice.ShouldOffer(RefundAndMore);
        advice.ShouldAsk();
    }

    [Fact]
    public void R_REP_1_a_customers_own_mistake_is_not_replaced()
    {
        var advice = Given(CaseType.Replacement).Paid().But(c => c with { Party = ResponsibleParty.Customer }).Said(WantsGoods).Advice;
        advice.ShouldOffer();
        advice.ShouldAsk();
        advice.Told.ShouldHaveSingleItem().Rule.ShouldBe("R-REP-1");
    }
}

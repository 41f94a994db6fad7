using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.DecisionStory;
using Asked = Aftersales.Complaints.Domain.QuestionKind;
using Party = Aftersales.Complaints.Domain.QuestionParty;
using Verdict = Aftersales.Complaints.Domain.QuestionVerdict;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Handbook §4: what is on its way, and the door.</summary>
public partial class DecisionTests
{
    private static DecisionStory OnTheWay(CaseType type = CaseType.NotDelivered) => Given(type).Paid().Left();

    private static DecisionStory Located(Verdict verdict) => OnTheWay().Heard(Party.Courier, Asked.ParcelLocation, verdict);

    [Fact]
    public void Not_delivered_the_courier_is_asked_where_the_parcel_is() =>
        OnTheWay().Advice.ShouldAsk((Party.Courier, Asked.ParcelLocation));

    [Theory]
    [InlineData(3, ResponsibleParty.Unspecified)]
    [InlineData(5, ResponsibleParty.Courier)]
    public void R_TRK_1_under_way_is_chased_and_beyond_96_hours_the_couriers_fault(int days, ResponsibleParty party)
    {
        var advice = Located(Verdict.UnderWay).Left(days).Advice;
        advice.Told.ShouldHaveSingleItem();
        advice.Party.ShouldBe(party);
        advice.Tasks.Contains(TaskKind.CourierComplaint).ShouldBe(party == ResponsibleParty.Courier);
        advice.ShouldOffer();
    }

    [Fact]
    public void Not_delivered_nobody_at_home_agrees_on_a_slot()
    {
        var story = Located(Verdict.NobodyHome);
        story.Advice.ShouldNeed(CustomerFact.Slot);

        var slot = new Slot(Sample.Now, Sample.Now + Duration.FromHours(2));
        var said = story.Said(new() { Slot = slot });
        said.Advice.ShouldAsk((Party.Courier, Asked.Redelivery));
        said.Advice.Questions[0].Slot.ShouldBe(slot);
        said.Heard(Party.Courier, Asked.Redelivery, Verdict.SlotAgreed).Advice.Told.ShouldHaveSingleItem();

        var refused = said.Silent(Party.Courier, Asked.Redelivery).Advice;
        refused.Party.ShouldBe(ResponsibleParty.Courier);
        refused.ShouldOffer(RefundAndMore);
    }

    [Fact]
    public void Not_delivered_signed_by_another_is_a_name_check()
    {
        var story = Located(Verdict.SignedByOther);
        story.Advice.ShouldNeed(CustomerFact.KnowsSigner);
        story.Advice.ShouldAsk();
        story.Said(new() { KnowsSigner = YesNo.Yes }).Advice.Conclusion.ShouldNotBeNull();
        story.Said(new() { KnowsSigner = YesNo.No }).Advice.ShouldOffer(RefundAndMore);
    }

    [Fact]
    public void Not_delivered_an_unknown_signer_is_visited_again()
    {
        var story = Located(Verdict.SignerUnknown);
        story.Advice.ShouldAsk((Party.Courier, Asked.CourierVisit));
        story.Heard(Party.Courier, Asked.CourierVisit, Verdict.HandedOver).Advice.Conclusion.ShouldNotBeNull();
        story.Silent(Party.Courier, Asked.CourierVisit).Advice.ShouldOffer(RefundAndMore);
        story.Advice.Tasks.ShouldBe([TaskKind.CourierComplaint]);
    }

    [Theory]
    [InlineData(Verdict.Lost)]
    [InlineData(Verdict.Damaged)]
    public void Not_delivered_lost_or_damaged_is_refunded_or_replaced(Verdict verdict)
    {
        var story = Located(verdict);
        story.Advice.ShouldNeed(CustomerFact.WantsGoods);
        story.Advice.ShouldOffer(RefundAndMore);
        story.Advice.Tasks.ShouldBe([TaskKind.CourierComplaint]);
        story.Said(new() { WantsGoods = YesNo.Yes }).Advice.ShouldNeed(CustomerFact.DeclinedRefund, CustomerFact.CannotReorder);
        story.Said(WantsGoods).Advice.ShouldOffer(["L1 replacement+coupon", .. RefundAndMore]);
        story.Said(new() { WantsGoods = YesNo.No }).Advice.ShouldNeed();
    }

    [Fact]
    public void R_CLK_4_not_delivered_a_silent_courier_lost_it()
    {
        var advice = OnTheWay().Silent(Party.Courier, Asked.ParcelLocation).Advice;
        advice.ShouldOffer(RefundAndMore);
        advice.Party.ShouldBe(ResponsibleParty.Courier);
    }

    [Fact]
    public void Not_delivered_refused_at_the_door_is_a_refused_delivery() =>
        Located(Verdict.RefusedAtDoor).Advice.ShouldAsk((Party.Courier, Asked.DoorRefusal));

    [Fact]
    public void Not_delivered_and_yet_signed_is_an_abnormal_signoff() => OnTheWay().Signed().Advice.ShouldAsk((Party.Courier, Asked.Signer));

    [Fact]
    public void Abnormal_signoff_the_courier_names_the_signer_or_shows_proof() =>
        OnTheWay(CaseType.AbnormalSignoff).Signed().Advice.ShouldAsk((Party.Courier, Asked.Signer));

    [Theory]
    [InlineData(Verdict.SignerNamed)]
    [InlineData(Verdict.ProofShown)]
    public void Abnormal_signoff_the_customer_knows_the_signer_or_is_refunded_without_goods(Verdict verdict)
    {
        var story = OnTheWay(CaseType.AbnormalSignoff).Signed().Heard(Party.Courier, Asked.Signer, verdict);
        story.Advice.ShouldNeed(CustomerFact.KnowsSigner);
        story.Said(new() { KnowsSigner = YesNo.Yes }).Advice.Conclusion.ShouldNotBeNull();

        var stranger = story.Said(new() { KnowsSigner = YesNo.No }).Advice;
        stranger.ShouldOffer(RefundAndMore);
        stranger.Party.ShouldBe(ResponsibleParty.Courier);
        stranger.Tasks.ShouldBe([TaskKind.CourierComplaint]);
    }

    [Fact]
    public void R_CLK_4_abnormal_signoff_a_courier_who_cannot_say_or_is_silent_bears_it()
    {
        var story = OnTheWay(CaseType.AbnormalSignoff).Signed();
        story.Heard(Party.Courier, Asked.Signer, Verdict.SignerUnknown).Advice.ShouldOffer(RefundAndMore);
        story.Silent(Party.Courier, Asked.Signer).Advice.ShouldOffer(RefundAndMore);
    }

    [Fact]
    public void Abnormal_signoff_who_knows_the_signer_needs_no_courier()
    {
        var advice = OnTheWay(CaseType.AbnormalSignoff).Signed().Said(new() { KnowsSigner = YesNo.Yes }).Advice;
        advice.ShouldAsk();
        advice.Conclusion.ShouldNotBeNull();
    }

    private static DecisionStory AtDoor(DoorReason reason) =>
        OnTheWay(CaseType.RefusedDelivery).With(order => order with { Refusals = [new("SF1", Sample.Now, reason)] });

    [Fact]
    public void Refused_delivery_facts_that_say_why_need_no_question()
    {
        AtDoor(DoorReason.Unwanted).Advice.ShouldAsk();
        AtDoor(DoorReason.Unspecified).Advice.ShouldAsk((Party.Courier, Asked.DoorRefusal));
        OnTheWay(CaseType.RefusedDelivery).Advice.ShouldAsk((Party.Courier, Asked.DoorRefusal));
    }

    [Fact]
    public void R_REF_5_refused_delivery_confirmed_comes_back_and_the_money_is_advanced()
    {
        var story = AtDoor(DoorReason.Unwanted);
        story.Advice.ShouldNeed(CustomerFact.ConfirmsRefusal);
        var confirmed = story.Said(new() { ConfirmsRefusal = YesNo.Yes }).Advice;
        confirmed.ShouldOffer("L1 return");
        confirmed.Party.ShouldBe(ResponsibleParty.Customer);
    }

    [Fact]
    public void R_RET_7_refused_delivery_unreachable_bears_the_freight()
    {
        var advice = AtDoor(DoorReason.Unreachable).Said(new() { ConfirmsRefusal = YesNo.Yes }).Advice;
        advice.Told.ShouldHaveSingleItem().Rule.ShouldBe("R-RET-7");
        advice.ShouldOffer("L1 return");
    }

    [Theory]
    [InlineData(DoorReason.TurnedBack)]
    [InlineData(DoorReason.Damaged)]
    public void Refused_delivery_turned_back_or_damaged_is_the_couriers_fault(DoorReason reason)
    {
        var story = AtDoor(reason);
        story.Advice.Party.ShouldBe(ResponsibleParty.Courier);
        story.Advice.Tasks.ShouldBe([TaskKind.CourierComplaint]);
        story.Advice.ShouldOffer(RefundAndMore);
        story.Said(WantsGoods).Advice.ShouldOffer(["L1 replacement+coupon", .. RefundAndMore]);
    }

    [Fact]
    public void Refused_delivery_that_the_customer_denies_is_the_couriers_fault() =>
        AtDoor(DoorReason.Unwanted).Said(new() { ConfirmsRefusal = YesNo.No }).Advice.Party.ShouldBe(ResponsibleParty.Courier);

    [Fact]
    public void R_CLK_4_refused_delivery_a_silent_courier_turned_back() =>
        OnTheWay(CaseType.RefusedDelivery).Silent(Party.Courier, Asked.DoorRefusal).Advice.ShouldOffer(RefundAndMore);
}

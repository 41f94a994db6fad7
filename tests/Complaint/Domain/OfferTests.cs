using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.ClockTests;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

public class OfferTests
{
    [Fact]
    public void R_ESC_2_an_offer_says_what_by_whom_and_until_when()
    {
        var offer = Opened().After(Offer("o1", Agent)).State!.OpenOffer!;
        (offer.By, offer.ValidUntil).ShouldBe((Agent, Now + Duration.FromDays(3)));
    }

    [Fact]
    public void R_ESC_2_accepting_starts_a_plan_and_a_repeat_changes_nothing()
    {
        var accepted = Accepted();
        (accepted.State!.Stage, accepted.State.Plan).ShouldBe((CaseStage.Resolving, Ids.Derived("plan", $"{CaseId}/o1")));
        accepted.When(new CaseCommand.AcceptOffer(Buyer, "o1")).Events.ShouldBeEmpty();
        accepted.Refused(new CaseCommand.DeclineOffer(Buyer, "o1", SealedText.Empty, AtWork)).Metadata["current"].ShouldBe("ACCEPTED");
    }

    [Fact]
    public void An_offer_is_over_at_its_time_even_before_the_clock_was_run()
    {
        var offered = Opened().After(Offer("o1", Agent)).Later(Duration.FromDays(3));
        offered.Refused(new CaseCommand.AcceptOffer(Buyer, "o1")).Metadata["current"].ShouldBe("EXPIRED");
        offered.Refused(new CaseCommand.AcceptOffer(Buyer, "o2")).Reason.ShouldBe(CaseReasons.OfferNotFound);
    }

    [Fact]
    public void R_ESC_1_a_declined_offer_goes_up_one_tier()
    {
        var declined = Opened().After(Offer("o1", Agent), new CaseCommand.DeclineOffer(Buyer, "o1", Sealed, AtWork));
        (declined.State!.Stage, declined.State.Tier, declined.State.Owner).ShouldBe((CaseStage.Open, Tier.L2, Senior.Id));
        declined.When(new CaseCommand.DeclineOffer(Buyer, "o1", Sealed, AtWork)).Events.ShouldBeEmpty();
        declined.Refused(Offer("o2", Agent)).Reason.ShouldBe(CaseReasons.NotCaseOwner);
    }

    [Fact]
    public void R_ESC_1_a_demand_is_submitted_to_the_platform_twice_and_not_looped()
    {
        var once = Opened().ClockRunsOut().ClockRunsOut().After(Offer("o1", Judge), new CaseCommand.DeclineOffer(Buyer, "o1", Sealed, AtWork));
        (once.State!.Stage, once.State.Tier).ShouldBe((CaseStage.Open, Tier.Platform));
        var twice = once.After(Offer("o2", Judge), new CaseCommand.DeclineOffer(Buyer, "o2", Sealed, AtWork));
        twice.Refused(Offer("o3", Judge)).Reason.ShouldBe(CaseReasons.TierFinal);
        twice.After(new CaseCommand.Reject(Judge, Sealed, "d")).State!.Outcome.ShouldBe(CaseOutcome.Rejected);
        twice.Refused(new CaseCommand.Escalate(Buyer, Sealed, AtWork)).Reason.ShouldBe(CaseReasons.TierFinal);
    }

    [Fact]
    public void An_offer_replaces_the_one_before()
    {
        var state = Opened().After(Offer("o1", Agent), Offer("o2", Agent)).State!;
        state.Offers.Select(o => o.Stage).ShouldBe([OfferStage.Expired, OfferStage.Open]);
    }

    [Fact]
    public void No_offer_is_made_without_the_evidence_its_type_needs() =>
        Opened(CaseType.Damaged).Refused(Offer("o1", Agent)).Reason.ShouldBe(CaseReasons.EvidenceRequired);

    [Fact]
    public void Unsound_offers_are_refused_by_field()
    {
        var story = Opened();
        var coupon = new CompensationRemedy(GrantKind.Coupon, Money.Cny(1_00));
        story.Refused(Offer("o1", Agent, coupon, coupon)).Fields.Single().Field.ShouldBe("remedies");
        story.Refused(Offer("o1", Agent, coupon with { About = [Line("7", 1)] })).Reason.ShouldBe(CaseReasons.LineUnknown);
        story.Refused(Offer("o1", Agent, new RefundRemedy([], null))).Fields.Single().Field.ShouldBe("remedies");
        story.Refused(Offer("o1", Agent) with { ValidUntil = Now }).Fields.Single().Field.ShouldBe("valid_until");
        story.Refused(Offer("o1", Agent) with { ValidUntil = Now + Duration.FromDays(31) }).Fields.Single().Field.ShouldBe("valid_until");
        story.Refused(Offer("o1", Agent, new RefundRemedy([Line("7", 1)], null))).Reason.ShouldBe(CaseReasons.LineUnknown);
        story.Refused(Offer("o1", Agent, new RefundRemedy([Line("1", 2)], null), new ReturnRemedy([Line("1", 2)], null))).Reason
            .ShouldBe(CaseReasons.QuantityExceeded);
    }

    [Fact]
    public void Only_the_customer_of_the_case_sees_it()
    {
        var offered = Opened().After(Offer("o1", Agent));
        offered.Refused(new CaseCommand.AcceptOffer(Stranger, "o1")).Reason.ShouldBe(CaseReasons.CaseNotFound);
        offered.Refused(new CaseCommand.Withdraw(Stranger)).Reason.ShouldBe(CaseReasons.CaseNotFound);
        offered.Refused(new CaseCommand.AddEvidence(Stranger, [Photo])).Reason.ShouldBe(CaseReasons.CaseNotFound);
    }

    [Fact]
    public void A_stuck_plan_needs_attention_and_goes_on()
    {
        var stuck = Follow(Accepted(), PlanStage.Blocked);
        (stuck.State!.Stage, stuck.State.Clock!.WaitsFor).ShouldBe((CaseStage.NeedsAttention, Wait.Attention));
        Follow(stuck, PlanStage.Running).State!.Stage.ShouldBe(CaseStage.Resolving);
        Follow(stuck, PlanStage.Done).State!.Stage.ShouldBe(CaseStage.Resolved);
        stuck.When(new CaseCommand.FollowPlan("plan_other", PlanStage.Done)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_COMP_5_small_goodwill_and_restitution_stand_beside_the_case_s_own_compensation()
    {
        var coupon = new CompensationRemedy(GrantKind.Coupon, Money.Cny(1_00));
        var difference = new CompensationRemedy(GrantKind.PriceDifference, Money.Cny(3_00));
        var offered = Opened().After(Offer("o1", Agent, coupon, coupon with { Part = GoodwillPart.Scratch }, difference));
        offered.State!.OpenOffer!.Remedies.Length.ShouldBe(3);
        offered.Refused(Offer("o2", Agent, difference, difference)).Fields.Single().Field.ShouldBe("remedies");
    }

    [Fact]
    public void Another_offer_can_follow_a_stuck_plan_which_is_called_off_with_it()
    {
        var stuck = Follow(Accepted(), PlanStage.Blocked);
        var again = stuck.After(Offer("o2", Agent), new CaseCommand.AcceptOffer(Buyer, "o2"));
        (again.State!.Plan, again.State.PlanStarted, again.State.CallingOff).ShouldBe((Ids.Derived("plan", $"{CaseId}/o2"), false, stuck.State!.Plan));
        var off = again.After(new CaseCommand.FinishCallOff(stuck.State.Plan!));
        off.State!.CallingOff.ShouldBeNull();
        off.When(new CaseCommand.FinishCallOff(stuck.State.Plan!)).Events.ShouldBeEmpty();
        stuck.After(new CaseCommand.Reject(Agent, Sealed, "d")).State!.CallingOff.ShouldBe(stuck.State.Plan);
        Opened().After(Offer("o1", Agent), Offer("o2", Agent)).State!.CallingOff.ShouldBeNull();
    }
}

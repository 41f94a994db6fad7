using Aftersales.Complaints.Domain;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.ClockTests;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

public class EndingTests
{
    private static readonly CaseCommand.RecordFeedback Content = new(Buyer, 5, Sealed, "digest");

    [Fact]
    public void R_CASE_4_feedback_closes_a_resolved_case()
    {
        var closed = Resolved().After(Content);
        (closed.State!.Stage, closed.State.Outcome, closed.State.Satisfaction).ShouldBe((CaseStage.Closed, CaseOutcome.Resolved, 5));
        closed.When(Content).Events.ShouldBeEmpty();
        closed.Refused(Content with { By = Agent }).Reason.ShouldBe(CaseReasons.AlreadyDecided);
        closed.Refused(Content with { Satisfaction = 1 }).Reason.ShouldBe(CaseReasons.AlreadyDecided);
        Accepted().Refused(Content).Metadata["allowed"].ShouldBe("RESOLVED");
    }

    [Fact]
    public void R_ESC_3_a_rejection_closes_and_only_its_repeat_is_a_no_op()
    {
        var rejected = Opened().After(new CaseCommand.Reject(Agent, Sealed, "d"));
        rejected.State!.Outcome.ShouldBe(CaseOutcome.Rejected);
        rejected.When(new CaseCommand.Reject(Agent, new("sealed otherwise"), "d")).Events.ShouldBeEmpty();
        rejected.Refused(new CaseCommand.Reject(OtherAgent, Sealed, "d")).Reason.ShouldBe(CaseReasons.AlreadyDecided);
        Accepted().Refused(new CaseCommand.Reject(Agent, Sealed, "d")).Reason.ShouldBe(CaseReasons.CaseStateInvalid);
    }

    [Fact]
    public void The_customer_can_withdraw_until_something_is_carried_out()
    {
        var withdrawn = Opened().After(Offer("o1", Agent), new CaseCommand.Withdraw(Buyer));
        (withdrawn.State!.Outcome, withdrawn.State.Offers.Single().Stage).ShouldBe((CaseOutcome.Withdrawn, OfferStage.Expired));
        withdrawn.When(new CaseCommand.Withdraw(Buyer)).Events.ShouldBeEmpty();
        Accepted().Refused(new CaseCommand.Withdraw(Buyer)).Reason.ShouldBe(CaseReasons.CaseStateInvalid);
    }

    [Fact]
    public void R_CASE_4_a_closed_case_can_be_opened_again_within_7_days()
    {
        var closed = Resolved().After(Content);
        var reopen = new CaseCommand.Reopen(Buyer, Sealed, AtWork);
        var again = closed.Later(Duration.FromDays(7) - Duration.Epsilon).After(reopen);
        (again.State!.Stage, again.State.Outcome, again.State.Plan, again.State.Owner).ShouldBe((CaseStage.Open, CaseOutcome.Unspecified, null, Agent.Id));
        var late = closed.Later(Duration.FromDays(7)).Refused(reopen);
        (late.Reason, late.Metadata["until"]).ShouldBe((CaseReasons.ReopenTooLate, (closed.At + Duration.FromDays(7)).ToString()));
        again.Refused(reopen).Reason.ShouldBe(CaseReasons.CaseStateInvalid);
    }

    [Fact]
    public void A_case_without_its_photo_waits_for_it_again_when_reopened()
    {
        var expired = Opened(CaseType.Damaged).ClockRunsOut().ClockRunsOut().ClockRunsOut();
        expired.After(new CaseCommand.Reopen(Buyer, Sealed, AtWork)).State!.Stage.ShouldBe(CaseStage.AwaitingEvidence);
    }

    [Theory]
    [InlineData(PlanStage.Rejected, CaseOutcome.Rejected)]
    [InlineData(PlanStage.Withdrawn, CaseOutcome.Withdrawn)]
    public void A_direct_return_that_came_to_nothing_closes_its_case(PlanStage stage, CaseOutcome outcome)
    {
        var direct = new CaseStory(null, Now).After(new CaseCommand.OpenForReturn(CaseId, "ret_1", Buyer.Id, Order, [Line("1", 1)], PlanId, Facts, AtWork));
        (direct.State!.Stage, direct.State.Type).ShouldBe((CaseStage.Resolving, CaseType.ReturnRequest));
        Follow(direct, stage).State!.Outcome.ShouldBe(outcome);
    }

    [Fact]
    public void Nothing_happens_to_a_case_that_does_not_exist() =>
        new CaseStory(null, Now).Refused(Content).Reason.ShouldBe(CaseReasons.CaseNotFound);

    [Fact]
    public void R_REF_9_money_that_came_back_while_resolved_needs_a_person_until_it_is_paid_again()
    {
        var resolving = CaseStory.Opened().After(CaseStory.Offer("o1", Agent), new CaseCommand.AcceptOffer(Buyer, "o1"));
        var plan = resolving.State!.Plan!;
        var back = resolving.After(new CaseCommand.FollowPlan(plan, PlanStage.Done), new CaseCommand.FollowSetBack(plan, SetBack.Reversal, AtWork));
        (back.State!.Stage, back.State.Clock!.WaitsFor).ShouldBe((CaseStage.NeedsAttention, Wait.Attention));
        back.After(new CaseCommand.FollowPlan(plan, PlanStage.Done)).State!.Stage.ShouldBe(CaseStage.Resolved);

        // Told of both at once, in the wrong order.
        var crossed = resolving.After(new CaseCommand.FollowPlan(plan, PlanStage.Done), new CaseCommand.FollowPlan(plan, PlanStage.Running));
        crossed.State!.Stage.ShouldBe(CaseStage.NeedsAttention);
    }

    [Fact]
    public void R_REF_9_money_of_an_earlier_plan_that_came_back_opens_a_case_that_was_over()
    {
        var resolving = CaseStory.Opened().After(CaseStory.Offer("o1", Agent), new CaseCommand.AcceptOffer(Buyer, "o1"));
        resolving.After(new CaseCommand.FollowSetBack("plan_0", SetBack.Reversal, AtWork)).State!.Stage.ShouldBe(CaseStage.Resolving);
        var resolved = resolving.After(new CaseCommand.FollowPlan(resolving.State!.Plan!, PlanStage.Done));
        var open = resolved.After(new CaseCommand.FollowSetBack("plan_0", SetBack.Reversal, AtWork)).State!;
        (open.Stage, open.Clock!.WaitsFor).ShouldBe((CaseStage.Open, Wait.Decision));
    }
}

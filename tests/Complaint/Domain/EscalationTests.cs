using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

public class EscalationTests
{
    private static readonly BusinessCalendar Calendar = BusinessCalendar.Default;

    [Fact]
    public void R_ESC_1_a_demand_above_the_authority_goes_up_one_tier_with_who_raised_it()
    {
        var within = Opened().After(Demand(5_00, above: false));
        (within.State!.Tier, within.State.Escalation.Demands.Single().Amount).ShouldBe((Tier.L1, Money.Cny(5_00)));
        var above = within.After(Demand(50_00, above: true));
        (above.State!.Tier, above.State.Owner, above.State.Escalation.Demands.Length).ShouldBe((Tier.L2, Senior.Id, 2));
        above.State.Escalation.Demands.Select(d => d.Tier).ShouldBe([Tier.L1, Tier.L1]);
        Opened().Refused(Demand(1, false) with { By = Stranger }).Reason.ShouldBe(CaseReasons.CaseNotFound);
        Opened().After(Offer("o1", Agent)).Refused(Demand(1, false)).Metadata["current"].ShouldBe("OFFERED");
    }

    [Fact]
    public void R_ESC_1_what_the_customer_says_when_they_decline_is_kept_as_their_demand()
    {
        var declined = Opened().After(Offer("o1", Agent), new CaseCommand.DeclineOffer(Buyer, "o1", Sealed, AtWork) { Demand = Money.Cny(50_00) });
        declined.State!.Offers.Single().Wish.ShouldBe(Sealed);
        declined.State.Escalation.Demands.Single().ShouldBe(new Demand(Buyer.Id, Money.Cny(50_00), Sealed, Tier.L1, Now));
    }

    [Fact]
    public void R_ESC_1_a_repeat_after_an_offer_that_ran_out_goes_up()
    {
        var ranOut = Opened().After(Offer("o1", Agent)).ClockRunsOut();
        ranOut.State!.Tier.ShouldBe(Tier.L1);
        ranOut.After(new CaseCommand.Repeat(Sealed, [], Facts, AtWork)).State!.Tier.ShouldBe(Tier.L2);
        Opened().After(new CaseCommand.Repeat(Sealed, [], Facts, AtWork)).State!.Tier.ShouldBe(Tier.L1, "nobody tried to settle it yet");
    }

    [Fact]
    public void R_ESC_1_a_submission_takes_the_case_to_the_platform_with_demand_and_evidence()
    {
        var raised = Opened(CaseType.Damaged, Photo).After(Demand(50_00, above: true));
        var submitted = raised.After(Submit());
        submitted.State!.Tier.ShouldBe(Tier.Platform);
        var submission = submitted.State.Escalation.Undecided!;
        (submission.Number, submission.Amount, submission.Demand, submission.Stage).ShouldBe((1, Money.Cny(50_00), new("wish"), SubmissionStage.Sending));
        submission.Evidence.ShouldBe([Photo.Id]);
        (submission.Ask, submission.Due).ShouldBe((Now, Calendar.AfterWorkingDays(Now, 1)));
        submitted.Refused(Submit()).Metadata["current"].ShouldBe("SENDING");
        raised.Refused(Submit() with { Evidence = ["other"] }).Reason.ShouldBe(CaseReasons.EvidenceNotFound);
        Opened().Refused(Submit()).Metadata["allowed"].ShouldBe("L2,PLATFORM");
        Opened().After(new CaseCommand.Escalate(Agent, Sealed, AtWork)).Refused(Submit()).Fields.Single().Field.ShouldBe("demand");
    }

    [Fact]
    public void R_CLK_4_the_platform_is_asked_until_it_decides_and_each_day_without_is_counted_once()
    {
        var story = Submitted().After(new EscalationCommand.ConfirmSubmission(1));
        story.When(new EscalationCommand.ConfirmSubmission(1)).Events.ShouldBeEmpty();
        for (var day = 1; day <= 2; day++)
        {
            var due = story.State!.Escalation.Undecided!.Due;
            while (story.State!.Escalation.Undecided!.Overdue < day)
            {
                var ask = story.State.Escalation.Undecided.Ask;
                ask.ShouldBeGreaterThan(story.At);
                story = (story with { At = ask }).After(new EscalationCommand.AskPlatform(1));
            }

            story.At.ShouldBe(due);
            story.State.Escalation.Undecided.Due.ShouldBe(Calendar.AfterWorkingDays(due, 1));
        }
    }

    [Fact]
    public void R_ESC_1_an_accepted_demand_becomes_an_offer_of_the_platform_and_a_repeat_changes_nothing()
    {
        var decided = Submitted().After(Decided(PlatformRemedy.Cash, 30_00));
        var offer = decided.State!.OpenOffer!;
        (offer.By.Tier, offer.Remedies.Single()).ShouldBe((Tier.Platform, new CompensationRemedy(GrantKind.Cash, Money.Cny(30_00))));
        decided.When(Decided(PlatformRemedy.Cash, 30_00, otherwise: new("sealed another time"))).Events.ShouldBeEmpty();
        decided.Refused(Decided(PlatformRemedy.Cash, 31_00)).Reason.ShouldBe(CaseReasons.AlreadyDecided);
        decided.After(new CaseCommand.AcceptOffer(Buyer, offer.Id)).State!.Stage.ShouldBe(CaseStage.Resolving);
        var goods = new EscalationCommand.Decide(1, Decision(PlatformRemedy.Refund, null), "o9", [Line("1", 2)]);
        Submitted().After(goods).State!.OpenOffer!.Remedies.Single().Goods.ShouldBe([Line("1", 2)]);
        Opened().Refused(Decided(PlatformRemedy.Cash, 1)).Reason.ShouldBe(EscalationReasons.SubmissionStateInvalid);
    }

    [Fact]
    public void R_ESC_1_a_decision_that_comes_after_the_case_ended_is_kept_and_offers_nothing()
    {
        var late = Submitted().After(new CaseCommand.Withdraw(Buyer), Decided(PlatformRemedy.Cash, 30_00));
        (late.State!.Stage, late.State.Escalation.Submissions.Single().Stage, late.State.Offers.Length).ShouldBe((CaseStage.Closed, SubmissionStage.Accepted, 0));
    }

    [Fact]
    public void R_ESC_3_told_that_the_platform_rejected_it_and_silent_the_customer_is_reminded_then_it_ends_so()
    {
        var rejected = Submitted().After(Decided());
        (rejected.State!.Stage, rejected.State.Clock!.WaitsFor).ShouldBe((CaseStage.Open, Wait.Verdict));
        var end = rejected.ClockRunsOut().ClockRunsOut();
        end.State!.Clock!.Reminders.ShouldBe(2);
        end.ClockRunsOut().State!.Outcome.ShouldBe(CaseOutcome.Rejected);
    }

    [Fact]
    public void R_ESC_1_a_higher_demand_is_submitted_once_more_and_a_third_is_refused()
    {
        var rejected = Submitted().After(Decided());
        rejected.Refused(Demand(50_00, false)).Metadata["current"].ShouldBe("5000");
        rejected.Refused(Submit()).Reason.ShouldBe(EscalationReasons.DemandNotHigher);
        var again = rejected.After(Demand(80_00, above: false));
        again.State!.Clock!.WaitsFor.ShouldBe(Wait.Decision, "somebody looks at it again");
        var second = again.After(Submit());
        (second.State!.Escalation.Undecided!.Number, second.State.Escalation.Undecided.Amount).ShouldBe((2, Money.Cny(80_00)));
        var final = second.After(Decided(number: 2));
        final.Refused(Demand(90_00, false)).Reason.ShouldBe(EscalationReasons.SubmissionsExhausted);
        final.Refused(Submit() with { Amount = Money.Cny(90_00) }).Metadata["allowed"].ShouldBe("2");
    }

    [Fact]
    public void R_CLK_4_what_the_platform_granted_and_the_customer_declined_or_let_pass_ends_the_case_unless_they_demand_more()
    {
        var offered = Submitted().After(Decided(PlatformRemedy.Cash, 30_00));
        offered.ClockRunsOut().State!.Clock!.WaitsFor.ShouldBe(Wait.Verdict);
        var declined = offered.After(Declined(offered));
        declined.State!.Clock!.WaitsFor.ShouldBe(Wait.Verdict);
        declined.ClockRunsOut().ClockRunsOut().ClockRunsOut().State!.Outcome.ShouldBe(CaseOutcome.Rejected);
        offered.After(Declined(offered) with { Demand = Money.Cny(80_00) }).State!.Clock!.WaitsFor.ShouldBe(Wait.Decision);
        Submitted().Refused(new DeskCommand.Reclassify(Judge, CaseType.Price, Sealed, Facts, 0, AtWork)).Reason.ShouldBe(EscalationReasons.SubmissionStateInvalid);
    }

    [Fact]
    public void R_ESC_4_a_mediation_hears_both_sides_and_its_verdict_is_carried_out_or_not()
    {
        Submitted().Refused(Refer()).Rule().ShouldBe("R-ESC-4");
        var referred = Submitted().After(Decided(), Refer());
        referred.State!.Clock.ShouldBe(new Clock(Wait.Mediation, Calendar.AfterWorkingDays(Now, 5)));
        referred.Refused(Refer()).Reason.ShouldBe(EscalationReasons.MediationStateInvalid);
        referred.Refused(new EscalationCommand.SettleMediation(true, Sealed)).Metadata["allowed"].ShouldBe("DECIDED");
        var heard = referred.After(Position(Buyer, false), Position(Senior, false));
        heard.State!.Escalation.Mediation!.Stage.ShouldBe(MediationStage.Heard);
        heard.Refused(Position(Buyer, false)).Metadata["current"].ShouldBe("HEARD");
        var judged = heard.After(new EscalationCommand.Judge(MediationVerdict.Customer, Money.Cny(20_00), Sealed));
        var done = judged.After(new EscalationCommand.SettleMediation(true, Sealed));
        (done.State!.Escalation.Mediation!.Stage, done.State.Clock!.WaitsFor).ShouldBe((MediationStage.CarriedOut, Wait.Decision));
        judged.TimePasses().State!.Escalation.Mediation!.Stage.ShouldBe(MediationStage.NotCarriedOut);
    }

    [Fact]
    public void R_CLK_4_a_mediation_never_waits_for_ever()
    {
        var story = Submitted().After(Decided(), Refer());
        MediationStage[] stages = [MediationStage.Heard, MediationStage.Heard, MediationStage.GivenUp];
        foreach (var stage in stages)
        {
            story.ClockRunsOut().State.ShouldBe(story.State, "its own work alone drives a mediation");
            story = story.TimePasses();
            story.State!.Escalation.Mediation!.Stage.ShouldBe(stage);
            story.When(new EscalationCommand.PassMediation()).Events.ShouldBeEmpty();
        }

        story.State!.Clock!.WaitsFor.ShouldBe(Wait.Decision);
    }

    [Fact]
    public void R_ESC_4_a_verdict_can_be_offered_though_the_platform_s_own_offers_were_declined()
    {
        var story = Submitted().After(Decided(PlatformRemedy.Cash, 30_00));
        story = story.After(Declined(story), Demand(80_00, false), Submit(), Decided(PlatformRemedy.Cash, 40_00, number: 2));
        story = story.After(Declined(story));
        story.Refused(Offer("o9", Judge)).Reason.ShouldBe(CaseReasons.TierFinal);
        story.After(Refer(), new EscalationCommand.Judge(MediationVerdict.Customer, Money.Cny(60_00), Sealed), Offer("o9", Judge)).State!.Stage.ShouldBe(CaseStage.Offered);
    }

    internal static CaseStory Submitted() => Opened().After(Demand(50_00, above: true), Submit());

    internal static EscalationCommand.RaiseDemand Demand(long fen, bool above) => new(Buyer, Money.Cny(fen), new("wish"), above, AtWork);

    internal static EscalationCommand.Submit Submit() => new(Senior, "sub_1", null, SealedText.Empty, new("position"), [], AtWork);

    internal static EscalationCommand.Decide Decided(PlatformRemedy remedy = PlatformRemedy.Unspecified, long? fen = null, int number = 1, SealedText? otherwise = null) =>
        new(number, Decision(remedy, fen) with { Reason = otherwise ?? Sealed }, $"platform-{number}", []);

    private static PlatformDecision Decision(PlatformRemedy remedy, long? fen) => new(remedy, fen is { } amount ? Money.Cny(amount) : null, Sealed, "digest", "marketplace", Now);

    private static EscalationCommand.Refer Refer() => new(Senior, "consumer council", SealedText.Empty);

    private static EscalationCommand.StatePosition Position(Person by, bool ofCustomer) => new(by, ofCustomer, Sealed);

    private static CaseCommand.DeclineOffer Declined(CaseStory story) => new(Buyer, story.State!.OpenOffer!.Id, SealedText.Empty, AtWork);
}

internal static class RefusalRules
{
    public static string Rule(this Refusal refusal) => refusal.Metadata["rule"];
}

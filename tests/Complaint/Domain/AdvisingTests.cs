using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Kernel;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>What a case keeps on the way to a decision.</summary>
public class AdvisingTests
{
    private static readonly CaseQuestion Question = new("qst_1", QuestionParty.Warehouse, QuestionKind.ParcelContent, Now, Automatic: true);

    private static CaseCommand.Advise Advise(string on, ResponsibleParty party = default, ResponsibleParty disputes = default, params CaseQuestion[] asked) =>
        new(on, party, disputes, [.. asked], []);

    [Fact]
    public void A_case_is_looked_at_once_for_what_is_known()
    {
        var opened = Opened();
        opened.State!.NeedsAdvice().ShouldBeTrue();
        var advised = opened.After(Advise(opened.State!.Basis(), asked: Question));
        advised.State!.NeedsAdvice().ShouldBeFalse();
        advised.After(new CaseCommand.State(Buyer, new() { Urgent = YesNo.Yes })).State!.NeedsAdvice().ShouldBeTrue();
        advised.After(new CaseCommand.HearVerdict(Question with { Verdict = QuestionVerdict.Short })).State!.NeedsAdvice().ShouldBeTrue();
        Opened(CaseType.Damaged).After(Advise(Opened(CaseType.Damaged).State!.Basis())).After(new CaseCommand.AddEvidence(Buyer, [Photo])).State!.NeedsAdvice().ShouldBeTrue();
    }

    [Fact]
    public void A_case_that_is_over_is_looked_at_while_somebody_is_asked()
    {
        var closed = Opened().After(Advise("x", asked: Question), new CaseCommand.Withdraw(Buyer));
        closed.State!.NeedsAdvice().ShouldBeTrue();
        closed.After(new CaseCommand.Advise("x", default, default, [], [Question.Id])).State!.NeedsAdvice().ShouldBeFalse();
        Opened().After(new CaseCommand.Withdraw(Buyer)).State!.NeedsAdvice().ShouldBeFalse();
    }

    [Fact]
    public void A_verdict_is_heard_once_and_may_come_before_the_question()
    {
        var heard = Opened().After(new CaseCommand.HearVerdict(Question with { Verdict = QuestionVerdict.Short }));
        heard.State!.Questions.ShouldHaveSingleItem().Verdict.ShouldBe(QuestionVerdict.Short);
        heard.When(new CaseCommand.HearVerdict(Question with { Verdict = QuestionVerdict.Split })).Events.ShouldBeEmpty();
        heard.After(Advise("x", asked: Question)).State!.Questions.ShouldHaveSingleItem();
    }

    [Fact]
    public void R_QLT_2_a_dispute_stays_for_the_sheet_while_the_customer_is_compensated()
    {
        var accepted = Opened().After(Advise("x", disputes: ResponsibleParty.Warehouse), Offer("offer_1", Agent), new CaseCommand.AcceptOffer(Buyer, "offer_1"));
        accepted.After(Advise("y")).State!.DisputedWith.ShouldBe(ResponsibleParty.Warehouse);
        Opened().After(Advise("x", disputes: ResponsibleParty.Warehouse), Advise("y")).State!.DisputedWith.ShouldBe(ResponsibleParty.Unspecified);
    }

    [Fact]
    public void Whom_an_agent_named_stays_named()
    {
        var offered = Opened().After(Advise("x", ResponsibleParty.Warehouse), Offer("offer_1", Agent) with { Party = ResponsibleParty.Courier });
        offered.After(Advise("y", ResponsibleParty.Warehouse)).State!.Party.ShouldBe(ResponsibleParty.Courier);
    }

    [Fact]
    public void What_was_said_stays_until_something_else_is()
    {
        var said = Opened().After(new CaseCommand.State(Buyer, new() { Urgent = YesNo.Yes }), new CaseCommand.State(Agent, new() { Choice = CustomerChoice.Refund }));
        (said.State!.Statements.Urgent, said.State.Statements.Choice, said.State.Statements.Revision).ShouldBe((YesNo.Yes, CustomerChoice.Refund, 2));
        said.When(new CaseCommand.State(Agent, new() { Choice = CustomerChoice.Refund })).Events.ShouldBeEmpty();
        said.Refused(new CaseCommand.State(Stranger, new() { Urgent = YesNo.No })).Reason.ShouldBe(CaseReasons.CaseNotFound);
    }

    [Fact]
    public void R_CASE_4_a_case_is_concluded_by_who_may_work_it_and_waits_for_feedback()
    {
        var conclude = new CaseCommand.Conclude(Agent, Sealed, "d");
        Opened().Refused(conclude with { By = OtherAgent }).Reason.ShouldBe(CaseReasons.NotCaseOwner);
        var concluded = Opened().After(conclude);
        (concluded.State!.Stage, concluded.State.Clock!.WaitsFor).ShouldBe((CaseStage.Resolved, Wait.Feedback));
        concluded.When(conclude).Events.ShouldBeEmpty();
        concluded.Refused(conclude with { Digest = "other" }).Reason.ShouldBe(CaseReasons.AlreadyDecided);
        Opened().After(Offer("offer_1", Agent)).Refused(conclude).Reason.ShouldBe(CaseReasons.CaseStateInvalid);
    }
}

using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Testing;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Advice from question to accepted offer, and the end that needs no remedy.</summary>
public class AdviceFlowTests
{
    [Fact]
    public async Task A_denied_missing_item_goes_from_question_to_accepted_suggestion()
    {
        await using var world = await World.Start("postgres");
        var (advice, questions) = (Advisor(world, "agent-1", Role.AgentL1), Questions(world));
        world.Compensations.Options =
        [
            Coupon(Contracts.Tier.L1, 10_00, within: true),
            Coupon(Contracts.Tier.L2, 40_00, within: false),
        ];
        var snapshot = World.Snapshot(World.OrderNo);
        (snapshot.Version, snapshot.PaidTime, snapshot.DispatchedTime) = (2, Time("2026-05-30T01:00:00Z"), Time("2026-05-31T01:00:00Z"));
        await world.Deliver(new Contracts.Tracking.OrderChanged { Order = snapshot }, "tracking");
        var opened = (await world.Customer.OpenCaseAsync(World.Opening(Wire.CaseType.MissingItem, World.Line("1", 1)))).Case;
        await world.Service.Drain();

        var first = (await advice.GetAdviceAsync(new() { CaseId = opened.CaseId })).Advice;
        var asked = first.Questions.ShouldHaveSingleItem();
        (asked.Party, asked.Kind, asked.Verdict).ShouldBe((QuestionParty.Warehouse, QuestionKind.ParcelContent, QuestionVerdict.Unspecified));
        first.Suggestions.ShouldBeEmpty();

        await questions.AnswerQuestionAsync(new() { RequestId = World.NewId(), QuestionId = asked.QuestionId, Verdict = QuestionVerdict.Complete });
        await world.Service.Drain();
        (await world.Case(opened.CaseId)).DisputedWith.ShouldBe(ResponsibleParty.Warehouse);
        (await world.Customer.GetCaseAsync(new() { CaseId = opened.CaseId })).Case.DisputedWith.ShouldBe(ResponsibleParty.Unspecified);

        var said = await advice.RecordStatementsAsync(new()
        {
            RequestId = World.NewId(),
            CaseId = opened.CaseId,
            Statements = new() { Choice = CustomerChoice.Refund, ClaimsCompensation = YesNo.Yes },
        });
        said.Case.Statements.Choice.ShouldBe(CustomerChoice.Refund);
        await world.Service.Drain();

        var second = (await advice.GetAdviceAsync(new() { CaseId = opened.CaseId })).Advice;
        second.DisputedWith.ShouldBe(ResponsibleParty.Warehouse);
        second.Needs.ShouldBeEmpty();
        second.Suggestions.Select(s => (s.Tier, s.WithinAuthority)).ShouldBe([(Contracts.Tier.L1, true), (Contracts.Tier.L2, false)]);
        second.Suggestions[0].Remedies[0].ShouldBe(World.Refund(World.Line("1", 1)));
        second.Suggestions[0].Remedies[1].Compensation.Amount.ShouldBe(World.Cny(10_00));

        // It is taken as it is.
        var offer = await world.Offer(opened.CaseId, [.. second.Suggestions[0].Remedies]);
        await world.Accept(opened.CaseId, offer);
        await world.Service.Drain();
        world.Refunds.Requested.Count.ShouldBe(1);
        world.Compensations.Granted.Values.ShouldHaveSingleItem().Amount.ShouldBe(World.Cny(10_00));
        (await advice.GetAdviceAsync(new() { CaseId = opened.CaseId })).Advice.Suggestions.ShouldBeEmpty();
    }

    [Fact]
    public async Task R_CASE_4_what_needs_no_remedy_is_told_and_closes_after_feedback()
    {
        await using var world = await World.Start("sqlite");
        var (agent, customer, stranger) = (Advisor(world, "agent-1", Role.AgentL1), Advisor(world, World.Buyer, Role.Customer), Advisor(world, "buyer-2", Role.Customer));
        var opened = await world.Open(Wire.CaseType.Inquiry);
        (await agent.GetAdviceAsync(new() { CaseId = opened.CaseId })).Advice.Conclusion.ReasonEn.ShouldContain("answered");

        var conclude = new ConcludeCaseRequest { RequestId = World.NewId(), CaseId = opened.CaseId, Told = "次日达" };
        var concluded = (await agent.ConcludeCaseAsync(conclude)).Case;
        (concluded.State, concluded.Clock.WaitsFor).ShouldBe((CaseState.Resolved, "feedback"));
        (await agent.ConcludeCaseAsync(conclude)).Case.ShouldBe(concluded);
        (await World.Refused(agent.ConcludeCaseAsync(new() { RequestId = World.NewId(), CaseId = opened.CaseId, Told = "别的" }))).ShouldBe("ALREADY_DECIDED");
        await world.Customer.RecordFeedbackAsync(new() { RequestId = World.NewId(), CaseId = opened.CaseId, Satisfaction = 5 });
        (await world.Case(opened.CaseId)).State.ShouldBe(CaseState.Closed);

        (await World.Refused(customer.RecordStatementsAsync(Saying(opened.CaseId, new() { Urgent = YesNo.Yes })))).ShouldBe("CASE_STATE_INVALID");
        var other = await world.Open(Wire.CaseType.LateDispatch);
        (await World.Refused(stranger.RecordStatementsAsync(Saying(other.CaseId, new() { Urgent = YesNo.Yes })))).ShouldBe("CASE_NOT_FOUND");
        (await World.Refused(customer.RecordStatementsAsync(Saying(other.CaseId, new() { SlotFromTime = Time("2026-06-03T01:00:00Z") })))).ShouldBe("INVALID_REQUEST");
        (await customer.RecordStatementsAsync(Saying(other.CaseId, new() { Urgent = YesNo.No }))).Case.Statements.Urgent.ShouldBe(YesNo.No);
    }

    private static RecordStatementsRequest Saying(string caseId, CustomerStatements said) => new() { RequestId = World.NewId(), CaseId = caseId, Statements = said };

    private static CompensationOption Coupon(Contracts.Tier tier, long fen, bool within) => new()
    {
        Kind = CompensationKind.Coupon,
        Tier = tier,
        Amount = World.Cny(fen),
        Grantable = World.Cny(fen),
        WithinAuthority = within,
    };

    private static Google.Protobuf.WellKnownTypes.Timestamp Time(string iso) =>
        Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture));

    private static AdviceService.AdviceServiceClient Advisor(World world, string person, Role role) =>
        world.Service.Client(invoker => new AdviceService.AdviceServiceClient(invoker), World.Merchant, person, role);

    private static QuestionsService.QuestionsServiceClient Questions(World world) =>
        world.Service.Client(invoker => new QuestionsService.QuestionsServiceClient(invoker), World.Merchant, "picker-1", Role.Warehouse);
}

using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Refunds;
using Aftersales.Testing;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Refunds that fail, are sent back, or come back after they were paid.</summary>
public class RefundFlowTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_failed_refund_is_asked_for_anew_when_its_step_is_retried(string database)
    {
        await using var world = await World.Start(database);
        var caseId = await world.Accepted(Refund(Line("1", 1)));
        var step = (await world.Plan(caseId)).Steps.Single().StepId;
        world.Refunds.States[step] = RefundState.Failed;
        await world.Deliver(new RefundFailed { Refund = Told(step, 3) }, "refund");
        await world.Service.Drain();
        (await world.Case(caseId)).State.ShouldBe(CaseState.NeedsAttention);

        await world.Senior.RetryPlanStepAsync(new() { RequestId = NewId(), CaseId = caseId, StepId = step });
        await world.Service.Drain();
        world.Refunds.Requested.Values.Select(r => r.Cause.Id).Order(StringComparer.Ordinal).ShouldBe([step, $"{step}~2"]);
        var again = (await world.Plan(caseId)).Steps.Single();
        (again.State, again.TargetId).ShouldBe((StepState.Running, $"rfd_{step}~2"));

        // What is told of the first refund is over.
        await world.Deliver(new RefundCancelled { Refund = Told(step, 4) }, "refund");
        (await world.Plan(caseId)).Steps.Single().State.ShouldBe(StepState.Running);
        await world.Deliver(new RefundPaid { Refund = Told($"{step}~2", 6) }, "refund");
        await world.Service.Drain();
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolved);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_REF_9_money_that_came_back_is_shown_to_a_person(string database)
    {
        await using var world = await World.Start(database);
        var caseId = await world.Accepted(Refund(Line("1", 1)));
        var step = (await world.Plan(caseId)).Steps.Single().StepId;
        await world.Deliver(new RefundPaid { Refund = Told(step, 3) }, "refund");
        await world.Service.Drain();
        await world.Customer.RecordFeedbackAsync(new() { RequestId = NewId(), CaseId = caseId, Satisfaction = 5 });
        (await world.Case(caseId)).State.ShouldBe(CaseState.Closed);

        await world.Deliver(new RefundSentBack { Refund = Told(step, 4) }, "refund", "back");
        await world.Deliver(new RefundSentBack { Refund = Told(step, 4) }, "refund", "back");
        await world.Service.Drain();
        var plan = await world.Plan(caseId);
        (plan.State, plan.Steps.Single().State).ShouldBe((PlanState.Running, StepState.Running));
        var reopened = await world.Case(caseId);
        (reopened.State, reopened.Outcome, reopened.OwnerId).ShouldBe((CaseState.NeedsAttention, CaseOutcome.Unspecified, "agent-1"));
        (await Timeline(world, caseId)).Count(e => e == "PaymentReversed").ShouldBe(1);
        world.Service.Published.Count(e => e.Type.EndsWith(".CaseReopened", StringComparison.Ordinal)).ShouldBe(1);

        await world.Deliver(new RefundFailed { Refund = Told(step, 5) }, "refund");
        await world.Service.Drain();
        (await world.Plan(caseId)).Steps.Single().Refusal.ShouldBe("REFUND_FAILED");
        await world.Senior.RetryPlanStepAsync(new() { RequestId = NewId(), CaseId = caseId, StepId = step });
        await world.Service.Drain();
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolving);
        await world.Deliver(new RefundPaid { Refund = Told($"{step}~2", 8) }, "refund");
        await world.Service.Drain();
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolved);
    }

    [Fact]
    public async Task R_REF_9_money_that_came_back_after_another_case_was_opened_is_told_there()
    {
        await using var world = await World.Start("sqlite");
        var caseId = await world.Accepted(Refund(Line("1", 1)));
        var step = (await world.Plan(caseId)).Steps.Single().StepId;
        await world.Deliver(new RefundPaid { Refund = Told(step, 3) }, "refund");
        await world.Service.Drain();
        await world.Customer.RecordFeedbackAsync(new() { RequestId = NewId(), CaseId = caseId, Satisfaction = 5 });
        var second = await world.Open();
        second.CaseId.ShouldNotBe(caseId);

        await world.Deliver(new RefundSentBack { Refund = Told(step, 4) }, "refund");
        await world.Service.Drain();
        (await world.Plan(caseId)).State.ShouldBe(PlanState.Running);
        (await world.Case(second.CaseId)).State.ShouldBe(CaseState.Open);
        (await Timeline(world, second.CaseId)).ShouldContain("PaymentReversed");
    }

    [Fact]
    public async Task A_refund_that_is_sent_back_for_correction_stands_in_the_timeline()
    {
        await using var world = await World.Start("sqlite");
        var caseId = await world.Accepted(Refund(Line("1", 1)));
        var step = (await world.Plan(caseId)).Steps.Single().StepId;
        await world.Deliver(new RefundSentBack { Refund = Told(step, 4) }, "refund");
        // Told late: it was paid before it was sent back.
        await world.Deliver(new RefundPaid { Refund = Told(step, 3) }, "refund");
        await world.Service.Drain();
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolving);
        (await Timeline(world, caseId)).ShouldContain("CorrectionAwaited");
    }

    private static RefundSnapshot Told(string cause, long version) => new()
    {
        RefundId = $"rfd_{cause}",
        Version = version,
        OrderId = OrderNo,
        Cause = new() { Kind = CauseKind.PlanStep, Id = cause },
    };

    private static async Task<IEnumerable<string>> Timeline(World world, string caseId) =>
        (await world.Agent.GetTimelineAsync(new() { CaseId = caseId })).Entries.Select(e => e.Event);
}

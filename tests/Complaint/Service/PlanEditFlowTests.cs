using Aftersales.Complaint.Tests.Service.Fakes;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Grpc.Core;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Plans that people change, on sockets.</summary>
public class PlanEditFlowTests
{
    [Fact]
    public async Task A_stuck_plan_is_listed_changed_and_audited()
    {
        await using var world = await World.Start("postgres");
        var (senior, boss) = (Client(world, "senior-1", Role.AgentL2), Client(world, "boss-1", Role.Supervisor));
        var replacement = new Remedy { Replacement = new() { Lines = { new WantedLine { LineId = "1", Quantity = 2 } }, WantsGoods = true, DeclinedRefund = true, CannotReorder = true } };
        world.Replacements.Peer.Refuse(StatusCode.FailedPrecondition, "REPLACEMENT_NOT_ALLOWED");
        var opened = await world.Open();
        var offer = await world.Offer(opened.CaseId, replacement);
        await world.Accept(opened.CaseId, offer);
        await world.Service.Drain();
        var stuck = (await boss.ListStuckPlansAsync(new())).Plans.ShouldHaveSingleItem();
        (stuck.CaseId, stuck.Steps.Single().Refusal, stuck.Steps.Single().Tries).ShouldBe((opened.CaseId, "REPLACEMENT_NOT_ALLOWED", 1));

        // A refund of the same pieces instead; asked twice, done once.
        var replacing = new ReplacePlanStepRequest
        {
            RequestId = NewId(),
            CaseId = opened.CaseId,
            StepId = stuck.Steps[0].StepId,
            Remedy = new() { Refund = new() },
            Reason = "他的电话是13800138000",
        };
        (await Refused(senior.ReplacePlanStepAsync(new(replacing) { RequestId = NewId(), Remedy = Coupon(1_00), StepId = "plan_x" }))).ShouldBe("PLAN_STEP_NOT_FOUND");
        (await Refused(senior.ReplacePlanStepAsync(new(replacing) { RequestId = NewId(), Remedy = new() { Refund = new() { Freight = Cny(1_00) } }, StepId = stuck.Steps[0].StepId, Reason = "x" })))
            .ShouldBe("STEP_NOT_REPLACEABLE");
        var replaced = (await senior.ReplacePlanStepAsync(replacing)).Plan;
        (await senior.ReplacePlanStepAsync(replacing)).Plan.ShouldBe(replaced);
        (replaced.Steps[0].State, replaced.Steps[1].Kind, replaced.Steps[1].DecidedBy).ShouldBe((StepState.Skipped, StepKind.Refund, "senior-1"));
        (replaced.Edits.Single().EditedBy, replaced.Edits.Single().Reason).ShouldBe(("senior-1", replacing.Reason));
        (await world.Customer.GetPlanAsync(new() { CaseId = opened.CaseId })).Plan.Edits.ShouldBeEmpty("why is for the shop's own people");
        await world.Service.Drain();
        world.Refunds.Requested.Values.Single().Lines.Single().ShouldBe(Line("1", 2));
        (await boss.ListStuckPlansAsync(new())).Plans.ShouldBeEmpty();

        // Something more, within the editor's authority; the coupon is refused by the budget and skipped.
        (await Refused(senior.AddPlanStepAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Remedy = Coupon(FakeCompensations.Authority + 1), Reason = "x" })))
            .ShouldBe("AUTHORITY_EXCEEDED");
        world.Compensations.Peer.Refuse(StatusCode.ResourceExhausted, "BUDGET_EXHAUSTED");
        (await Refused(senior.AddPlanStepAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Remedy = Coupon(1_00), Reason = "x" }))).ShouldBe("BUDGET_EXHAUSTED");
        var adding = new AddPlanStepRequest { RequestId = NewId(), CaseId = opened.CaseId, Remedy = Refund(Line("2", 1)), Reason = "the other one too" };
        (await senior.AddPlanStepAsync(adding)).Plan.Steps.Count.ShouldBe(3);
        (await senior.AddPlanStepAsync(adding)).Plan.Steps.Count.ShouldBe(3, "the same request again");
        (await Refused(senior.AddPlanStepAsync(new(adding) { RequestId = NewId() }))).ShouldBe("UNIT_ALREADY_HELD");
        await world.Service.Drain();
        (await Refused(senior.SkipPlanStepAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, StepId = replaced.Steps[1].StepId, Reason = "x" }))).ShouldBe("CASE_STATE_INVALID");
        foreach (var step in (await world.Plan(opened.CaseId)).Steps.Skip(1))
            await world.Paid(step);
        await world.Service.Drain();
        (await world.Case(opened.CaseId)).State.ShouldBe(CaseState.Resolved);

        // Who did what, a page at a time.
        (await Refused(senior.GetCaseAuditAsync(new() { CaseId = opened.CaseId }))).ShouldBe("ROLE_REQUIRED");
        var entries = new List<AuditEntry>();
        for (var token = ""; entries.Count == 0 || token.Length > 0;)
        {
            var page = await boss.GetCaseAuditAsync(new() { CaseId = opened.CaseId, PageSize = 4, PageToken = token });
            entries.AddRange(page.Entries);
            token = page.NextPageToken;
        }

        entries.Select(e => (e.SubjectId, e.Version)).Distinct().Count().ShouldBe(entries.Count);
        entries.Select(e => e.Time.ToDateTime()).ShouldBeInOrder();
        entries.Where(e => e.Event == "PlanEdited").Select(e => (e.PersonId, e.RequestId)).ShouldBe([("senior-1", replacing.RequestId), ("senior-1", adding.RequestId)]);
        (entries[0].Event, entries[0].PersonId).ShouldBe(("CaseOpened", Buyer));
        (await Refused(boss.GetCaseAuditAsync(new() { CaseId = opened.CaseId, PageToken = "x" }))).ShouldBe("PAGE_TOKEN_INVALID");
    }

    [Fact]
    public async Task A_stuck_plan_is_given_up_and_what_it_granted_in_vain_taken_back()
    {
        await using var world = await World.Start("postgres");
        var senior = Client(world, "senior-1", Role.AgentL2);
        world.Refunds.Peer.Refuse(StatusCode.FailedPrecondition, "ORDER_NOT_PAID");
        var caseId = await world.Accepted(new Remedy { Compensation = new() { Kind = RemedyKind.Cash, Amount = Cny(5_00) } }, Part());
        var plan = (await senior.ListStuckPlansAsync(new())).Plans.ShouldHaveSingleItem();
        (await Refused(senior.SkipPlanStepAsync(new() { RequestId = NewId(), CaseId = caseId, StepId = plan.Steps[1].StepId, Reason = "x" }))).ShouldBe("STEP_NOT_SKIPPABLE");
        (await Refused(senior.CancelPlanAsync(new() { RequestId = NewId(), CaseId = caseId, Reason = "x" }))).ShouldBe("CASE_STATE_INVALID", "a part is on its way");
        await world.Deliver(
            new Contracts.Returns.ReplacementDelivered { Replacement = new() { ReplacementId = plan.Steps[2].TargetId, CauseId = plan.Steps[2].StepId, State = Contracts.Returns.ReplacementState.Delivered } }, "returns");
        await world.Service.Drain();
        var cancelled = (await senior.CancelPlanAsync(new() { RequestId = NewId(), CaseId = caseId, Reason = "the shop pays otherwise" })).Case;
        cancelled.State.ShouldBe(CaseState.Open);
        await world.Service.Drain();
        world.Compensations.Revoked.ShouldHaveSingleItem().GrantId.ShouldBe(plan.Steps[0].TargetId);
        (await world.Plan(caseId)).State.ShouldBe(PlanState.Cancelled);
    }

    private static Remedy Part() => new() { Part = new() { LineId = "1", Quantity = 1, Part = "lid" } };

    private static PlanService.PlanServiceClient Client(World world, string person, Role role) =>
        world.Service.Client(invoker => new PlanService.PlanServiceClient(invoker), Merchant, person, role);
}

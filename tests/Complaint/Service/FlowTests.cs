using Aftersales.Complaint.Tests.Service.Fakes;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Aftersales.Complaint.Tests.Service.World;
using Case = Aftersales.Contracts.Complaints.Case;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Whole stories, from the customer's first word to the last.</summary>
public class FlowTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Damaged_goods_come_back_are_refunded_and_compensated(string database)
    {
        await using var world = await World.Start(database);
        var opened = await world.Open(CaseType.Damaged);
        (opened.State, opened.OwnerId, opened.Clock.WaitsFor).ShouldBe((CaseState.AwaitingEvidence, "agent-1", "evidence"));
        (await Refused(world.Agent.MakeOfferAsync(Offering(opened.CaseId, Coupon(1_00))))).ShouldBe("EVIDENCE_REQUIRED");

        var photo = await world.Upload(Jpeg);
        var added = await world.Customer.AddEvidenceAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, EvidenceIds = { photo } });
        added.Case.State.ShouldBe(CaseState.Open);
        await world.Accept(opened.CaseId, await world.Offer(opened.CaseId, Return(Line("1", 2)), Coupon(20_00)));
        await world.Service.Drain();

        var plan = await world.Plan(opened.CaseId);
        plan.Steps.Select(s => s.Kind).ShouldBe([StepKind.Return, StepKind.Refund, StepKind.Grant]);
        plan.Steps.Select(s => s.State).ShouldBe([StepState.Running, StepState.Waiting, StepState.Done]);
        var asked = world.Returns.Requested.ShouldHaveSingleItem();
        asked.Key.ShouldBe(StepRequest.Id(plan.Steps[0].StepId));
        (asked.Value.CaseId, asked.Value.Reason, asked.Value.EvidenceIds.Single()).ShouldBe((opened.CaseId, ReturnReason.Damaged, photo));
        asked.Value.Cause.ShouldBe(new Cause { Kind = CauseKind.PlanStep, Id = plan.Steps[0].StepId });
        world.Returns.Peer.ActedFor.ShouldHaveSingleItem().ShouldBe("agent-1");

        var inspected = new ReturnLine { LineId = "1", Quantity = 2, Collection = Collection.Collect, Received = 2, Accepted = 1, Refused = 1 };
        var told = ReturnOf(plan.Steps[0].TargetId, opened.CaseId, inspected);
        await world.Deliver(new ReturnInspected { Return = told }, "returns");
        told.Releases.Add(Release(RefundBasis.Final, Line("1", 1)));
        told.ReleasesComplete = true;
        await world.Deliver(new ReturnRefundable { Return = told }, "returns");
        await world.Deliver(new ReturnRefundable { Return = told }, "returns");
        await world.Service.Drain();

        var refund = world.Refunds.Requested.ShouldHaveSingleItem().Value;
        (refund.Lines.Single(), refund.Advance, refund.ReturnId, refund.Deduction).ShouldBe((Line("1", 1), false, told.ReturnId, Cny(12_00)));
        refund.Lessened.Single().ShouldBe(new LessenedLine { LineId = "1", Quantity = 1, Amount = Cny(2_00) });
        await world.Paid(plan.Steps[1]);
        await world.Service.Drain();
        (await world.Case(opened.CaseId)).State.ShouldBe(CaseState.Resolved);
        var content = new RecordFeedbackRequest { RequestId = NewId(), CaseId = opened.CaseId, Satisfaction = 5, Comment = "谢谢" };
        var closed = await world.Customer.RecordFeedbackAsync(content);
        (closed.Case.State, closed.Case.Outcome, closed.Case.Satisfaction).ShouldBe((CaseState.Closed, CaseOutcome.Resolved, 5));

        await world.Service.Drain();
        Types(world).ShouldBe(["CaseOpened", "OfferMade", "OfferAccepted", "CaseResolved", "CaseClosed", "SurveyAsked", "SurveyEnded"]);
        await NothingPersonalIsKept(world, opened.CaseId);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_return_that_was_requested_directly_gets_a_case_and_its_refund(string database)
    {
        await using var world = await World.Start(database);
        var told = ReturnOf("ret_direct", "", new ReturnLine { LineId = "2", Quantity = 1, Collection = Collection.Collect });

        // The advance is heard of before the request itself, and both twice.
        told.Releases.Add(Release(RefundBasis.Advance, Line("2", 1)));
        told.ReleasesComplete = true;
        await world.Deliver(new ReturnRefundable { Return = told }, "returns", "e2");
        await world.Deliver(new ReturnRefundable { Return = told }, "returns", "e2");
        await world.Deliver(new ReturnRequested { Return = told }, "returns", "e1");
        await world.Deliver(new ReturnRequested { Return = told }, "returns", "e1");
        await world.Service.Drain();

        var found = (await world.Customer.ListCasesAsync(new())).Cases.ShouldHaveSingleItem();
        (found.Type, found.State, found.OrderId).ShouldBe((CaseType.ReturnRequest, CaseState.Resolving, OrderNo));
        world.Returns.Attached.ShouldHaveSingleItem().CaseId.ShouldBe(found.CaseId);
        world.Returns.Requested.ShouldBeEmpty();
        var refund = world.Refunds.Requested.ShouldHaveSingleItem().Value;
        (refund.Advance, refund.ReturnId, refund.Lines.Single()).ShouldBe((true, "ret_direct", Line("2", 1)));
        world.Refunds.Peer.ActedFor.ShouldHaveSingleItem().ShouldBe(Buyer);

        var plan = await world.Plan(found.CaseId);
        await world.Paid(plan.Steps[1]);
        await world.Service.Drain();
        (await world.Plan(found.CaseId)).State.ShouldBe(PlanState.Done);
        (await world.Case(found.CaseId)).State.ShouldBe(CaseState.Resolved);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_2_a_direct_return_of_held_units_is_cancelled_and_its_case_rejected(string database)
    {
        await using var world = await World.Start(database);
        await world.Accepted(Refund(Line("2", 1)));
        await world.Deliver(new ReturnRequested { Return = ReturnOf("ret_late", "", new ReturnLine { LineId = "2", Quantity = 1 }) }, "returns");
        await world.Service.Drain();

        world.Returns.Cancelled.ShouldHaveSingleItem().ReturnId.ShouldBe("ret_late");
        var rejected = (await world.Agent.ListCasesAsync(new() { State = CaseState.Closed })).Cases.ShouldHaveSingleItem();
        (rejected.Type, rejected.Outcome).ShouldBe((CaseType.ReturnRequest, CaseOutcome.Rejected));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_2_of_two_plans_that_race_for_a_unit_one_holds_it(string database)
    {
        await using var world = await World.Start(database);
        var (first, second) = (await world.Open(CaseType.MissingItem), await world.Open(CaseType.Price));
        string[] offers = [await world.Offer(first.CaseId, Refund(Line("2", 1))), await world.Offer(second.CaseId, Refund(Line("2", 1)))];
        await Task.WhenAll(world.Accept(first.CaseId, offers[0]), world.Accept(second.CaseId, offers[1]));
        await world.Service.Drain();

        Case[] cases = [await world.Case(first.CaseId), await world.Case(second.CaseId)];
        cases.Select(c => c.State).Order().ShouldBe([CaseState.Resolving, CaseState.NeedsAttention]);
        var loser = cases.Single(c => c.State == CaseState.NeedsAttention).CaseId;
        var step = (await world.Plan(loser)).Steps.ShouldHaveSingleItem();
        (step.State, step.Refusal).ShouldBe((StepState.Refused, "UNIT_ALREADY_HELD"));
        world.Refunds.Requested.ShouldHaveSingleItem();
        var retried = await RefusedWith(world.Senior.RetryPlanStepAsync(new() { RequestId = NewId(), CaseId = loser, StepId = step.StepId }));
        (retried.Info!.Reason, retried.Info.Metadata["line_id"]).ShouldBe(("UNIT_ALREADY_HELD", "2"));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_refused_step_is_handed_to_a_person_and_retried_for_them(string database)
    {
        await using var world = await World.Start(database);
        world.Refunds.Peer.Refuse(Grpc.Core.StatusCode.FailedPrecondition, "ORDER_NOT_PAID");
        var caseId = await world.Accepted(Refund(Line("1", 1)));
        var stuck = await world.Plan(caseId);
        (stuck.State, stuck.Steps[0].Refusal).ShouldBe((PlanState.Blocked, "ORDER_NOT_PAID"));
        (await world.Case(caseId)).State.ShouldBe(CaseState.NeedsAttention);

        RetryPlanStepRequest Retry() => new() { RequestId = NewId(), CaseId = caseId, StepId = stuck.Steps[0].StepId };
        (await world.Senior.RetryPlanStepAsync(Retry())).Plan.State.ShouldBe(PlanState.Running);
        await world.Service.Drain();
        world.Refunds.Peer.ActedFor.ShouldBe(["agent-1", "senior-1"]);
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolving);
        (await Refused(world.Senior.RetryPlanStepAsync(Retry()))).ShouldBe("CASE_STATE_INVALID");
        await world.Paid(stuck.Steps[0]);
        await world.Service.Drain();
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolved);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_stuck_plan_is_called_off_by_another_offer_and_its_units_are_free(string database)
    {
        await using var world = await World.Start(database);
        world.Returns.Peer.Refuse(Grpc.Core.StatusCode.FailedPrecondition, "RETURN_WINDOW_CLOSED");
        var caseId = await world.Accepted(Return(Line("2", 1)));
        (await world.Case(caseId)).State.ShouldBe(CaseState.NeedsAttention);

        await world.Accept(caseId, await world.Offer(caseId, Refund(Line("2", 1))));
        await world.Service.Drain();
        var plan = await world.Plan(caseId);
        (plan.State, plan.Steps.Single().State).ShouldBe((PlanState.Running, StepState.Running));
    }

    [Fact]
    public async Task An_offer_on_an_outdated_version_leaves_the_stuck_plan_alone()
    {
        await using var world = await World.Start("sqlite");
        world.Returns.Peer.Refuse(Grpc.Core.StatusCode.FailedPrecondition, "RETURN_WINDOW_CLOSED");
        var caseId = await world.Accepted(Return(Line("2", 1)));
        var outdated = Offering(caseId, Refund(Line("2", 1)));
        outdated.ExpectedVersion = (await world.Case(caseId)).Version - 1;
        (await Refused(world.Agent.MakeOfferAsync(outdated))).ShouldBe("VERSION_CHANGED");
        (await world.Plan(caseId)).State.ShouldBe(PlanState.Blocked);

        outdated.ExpectedVersion++;
        (await world.Agent.MakeOfferAsync(outdated)).Case.State.ShouldBe(CaseState.Offered);
        await world.Service.Drain();
        (await world.Plan(caseId)).State.ShouldBe(PlanState.Cancelled);
    }

    [Fact]
    public async Task A_peer_that_is_away_is_asked_again_under_the_same_id()
    {
        await using var world = await World.Start("sqlite");
        world.Refunds.Peer.IsAway = true;
        var opened = await world.Open();
        await world.Accept(opened.CaseId, await world.Offer(opened.CaseId, Refund(Line("1", 1))));
        // More than the three tries of one hop: the work was put off and came back.
        await world.Refunds.Peer.Called(4);
        (await world.Plan(opened.CaseId)).Steps[0].State.ShouldBe(StepState.Starting);
        world.Refunds.Peer.IsAway = false;
        await world.Service.Drain();
        world.Refunds.Requested.ShouldHaveSingleItem();
        (await world.Plan(opened.CaseId)).Steps[0].State.ShouldBe(StepState.Running);
    }

    [Fact]
    public async Task Cash_and_an_invoice_are_granted_paid_and_requested()
    {
        await using var world = await World.Start("sqlite");
        var cash = new Remedy { Compensation = new() { Kind = RemedyKind.Cash, Amount = Cny(15_00) } };
        var caseId = await world.Accepted(cash, new Remedy { Invoice = new() { Title = "茶馆有限公司" } });
        world.Compensations.Granted.ShouldHaveSingleItem().Value.CaseId.ShouldBe(caseId);
        world.Refunds.Requested.ShouldHaveSingleItem().Value.Compensation.ShouldBe(Cny(15_00));
        world.Invoices.Requested.ShouldHaveSingleItem().Value.Title.Name.ShouldBe("茶馆有限公司");
        var plan = await world.Plan(caseId);
        plan.Steps.Select(s => s.Kind).ShouldBe([StepKind.Grant, StepKind.Refund, StepKind.Invoice]);
        plan.Steps.Select(s => s.State).ShouldBe([StepState.Done, StepState.Running, StepState.Done]);

        var cause = new Cause { Kind = CauseKind.PlanStep, Id = plan.Steps[1].StepId };
        await world.Deliver(new Contracts.Refunds.RefundFailed { Refund = new() { RefundId = "rfd_1", Cause = cause } }, "refund");
        await world.Service.Drain();
        (await world.Case(caseId)).State.ShouldBe(CaseState.NeedsAttention);
        await world.Paid(plan.Steps[1]);
        await world.Service.Drain();
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolved);
    }

    [Fact]
    public async Task A_rejected_direct_return_closes_its_case_and_frees_its_units()
    {
        await using var world = await World.Start("sqlite");
        var told = ReturnOf("ret_direct", "", new ReturnLine { LineId = "2", Quantity = 1 });
        await world.Deliver(new ReturnRequested { Return = told }, "returns");
        await world.Deliver(new ReturnRejected { Return = told }, "returns");
        await world.Service.Drain();
        var closed = (await world.Customer.ListCasesAsync(new())).Cases.Single();
        (closed.State, closed.Outcome).ShouldBe((CaseState.Closed, CaseOutcome.Rejected));

        var caseId = await world.Accepted(Refund(Line("2", 1)));
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolving);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_dispute_about_a_return_goes_to_its_case_and_what_it_wins_is_refunded(string database)
    {
        await using var world = await World.Start(database);
        var told = ReturnOf("ret_direct", "", new ReturnLine { LineId = "1", Quantity = 2 });
        await world.Deliver(new ReturnRequested { Return = told }, "returns");
        told.Releases.Add(Release(RefundBasis.Final, Line("1", 1)));
        told.ReleasesComplete = true;
        await world.Deliver(new ReturnRefundable { Return = told }, "returns");
        await world.Service.Drain();
        var caseId = (await world.Customer.ListCasesAsync(new())).Cases.Single().CaseId;
        await world.Paid((await world.Plan(caseId)).Steps[1]);
        await world.Service.Drain();
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolved);

        await world.Deliver(new ReturnDisputed { Return = told }, "returns");
        (await world.Case(caseId)).Repeats.ShouldBe(1);
        var won = Release(RefundBasis.Final, Line("1", 1));
        won.Number = 2;
        told.Releases.Add(won);
        await world.Deliver(new ReturnRefundable { Return = told }, "returns", "late");
        await world.Deliver(new ReturnRefundable { Return = told }, "returns", "late");
        await world.Service.Drain();
        var plan = await world.Plan(caseId);
        (plan.Steps.Count, plan.Steps[2].State).ShouldBe((3, StepState.Running));
        world.Refunds.Requested.Count.ShouldBe(2);
        await world.Paid(plan.Steps[2]);
        await world.Service.Drain();
        (await world.Plan(caseId)).State.ShouldBe(PlanState.Done);
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolved);
    }

    private static RefundRelease Release(RefundBasis basis, params LineQuantity[] lines) => new()
    {
        Number = 1,
        Basis = basis,
        Lines = { lines },
        Goods = Cny(40_00),
        Deduction = Cny(12_00),
        Lessened = { new LessenedLine { LineId = "1", Quantity = 1, Amount = Cny(2_00) } },
    };

    private static IEnumerable<string> Types(World world) => world.Service.Published.Where(e => e.Topic == "aftersales.complaint").Select(e => e.Type[(e.Type.LastIndexOf('.') + 1)..]);

    // R-PPL-2: neither what is published nor what is stored shows what the customer wrote.
    private static async Task NothingPersonalIsKept(World world, string caseId)
    {
        world.Service.Published.ShouldAllBe(e => !e.Json.Contains("13800138000"));
        var events = await world.Service.Services.GetRequiredService<IStore>().Events(Merchant, "case", caseId, 0, 500, CancellationToken.None);
        events.ShouldNotBeEmpty();
        events.ShouldAllBe(e => !e.Body.Contains("13800138000") && !e.Body.Contains("谢谢"));
    }
}

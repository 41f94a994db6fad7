using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Testing;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>What cases and plans do with compensations beside offering them.</summary>
public sealed class CompensationTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_4_cash_that_a_rule_owes_gets_a_case_and_a_plan_of_its_own_once(string database)
    {
        await using var world = await World.Start(database);
        var open = await world.Open(CaseType.LateDispatch);
        var asked = new CashRequested
        {
            Proposal = new()
            {
                ProposalId = "prp_1",
                OrderId = OrderNo,
                CustomerId = Buyer,
                Cause = CompensationCause.LateDispatch,
                State = ProposalState.CashAsked,
                Cash = Cny(60_00),
            },
        };
        world.Compensations.Before = 20_00;
        await world.Deliver(asked, "compensation");
        await world.Deliver(asked, "compensation");
        await world.Service.Drain();

        var granted = world.Compensations.Granted.ShouldHaveSingleItem().Value;
        granted.ShouldSatisfyAllConditions(
            g => g.OrderId.ShouldBe(OrderNo), g => g.Cause.ShouldBe(CompensationCause.LateDispatch), g => g.Kind.ShouldBe(CompensationKind.Cash), g => g.Amount.ShouldBe(Cny(60_00)));
        world.Compensations.Peer.ActedFor.ShouldContain("complaint");
        var cases = (await world.Agent.ListCasesAsync(new() { OrderId = OrderNo })).Cases;
        var made = cases.Single(c => c.CaseId != open.CaseId);
        made.ShouldSatisfyAllConditions(
            c => c.Type.ShouldBe(CaseType.LateDispatch), c => c.State.ShouldBe(CaseState.Resolving), c => c.CustomerId.ShouldBe(Buyer), c => c.CaseId.ShouldBe(granted.CaseId));
        (await world.Case(open.CaseId)).State.ShouldBe(open.State);

        // R-COMP-5: what is paid is what was granted.
        world.Refunds.Requested.ShouldHaveSingleItem().Value.Compensation.ShouldBe(Cny(40_00));
        var plan = await world.Plan(made.CaseId);
        plan.Steps.Select(s => (s.Kind, s.State)).ShouldBe([(StepKind.Grant, StepState.Done), (StepKind.Refund, StepState.Running)]);
        await world.Paid(plan.Steps[1]);
        await world.Service.Drain();
        (await world.Case(made.CaseId)).State.ShouldBe(CaseState.Resolved);
    }

    [Fact]
    public async Task R_COMP_7_the_words_of_an_offer_are_looked_at_and_kept_sealed()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        var offer = Offering(opened.CaseId, Noted("五星好评返现"));
        (await Refused(world.Agent.MakeOfferAsync(offer))).ShouldBe("REVIEW_CONDITIONED");
        var made = (await world.Agent.MakeOfferAsync(Offering(opened.CaseId, Noted("非常抱歉")))).Case;
        made.Offers.Single().Remedies.Single().Compensation.Note.ShouldBe("非常抱歉");
        await world.Service.Drain();
        world.Service.Published.ShouldAllBe(e => !e.Json.Contains("抱歉"));
    }

    [Fact]
    public async Task The_pieces_of_a_case_go_with_the_question_and_with_the_grant()
    {
        await using var world = await World.Start("sqlite");
        var opened = (await world.Customer.OpenCaseAsync(Opening(CaseType.MissingItem, Line("1", 2)))).Case;
        await world.Accept(opened.CaseId, await world.Offer(opened.CaseId, Coupon(5_00)));
        await world.Service.Drain();
        world.Compensations.Questions.ShouldHaveSingleItem().Lines.ShouldBe([Line("1", 2)]);
        world.Compensations.Granted.ShouldHaveSingleItem().Value.Lines.ShouldBe([Line("1", 2)]);
    }

    private static Remedy Noted(string note)
    {
        var remedy = Coupon(5_00);
        remedy.Compensation.Note = note;
        return remedy;
    }
}

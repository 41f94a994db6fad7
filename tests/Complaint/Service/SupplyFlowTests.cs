using Aftersales.Complaint.Tests.Service.Fakes;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Cases that end with goods instead of money.</summary>
public class SupplyFlowTests
{
    private static Remedy Replacement(string line, int quantity) => new()
    {
        Replacement = new() { Lines = { new WantedLine { LineId = line, Quantity = quantity } }, WantsGoods = true, DeclinedRefund = true, CannotReorder = true },
    };

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_REP_1_a_replacement_is_requested_and_followed_to_its_end(string database)
    {
        await using var world = await World.Start(database);
        var id = await world.Accepted(Replacement("2", 1));
        var step = (await world.Plan(id)).Steps.ShouldHaveSingleItem();
        (step.Kind, step.State, step.TargetId).ShouldBe((StepKind.Replacement, StepState.Running, FakeReplacements.IdOf(step.StepId)));
        var asked = world.Replacements.Requested.ShouldHaveSingleItem().Value;
        (asked.Kind, asked.Grounds.DeclinedRefund, asked.CaseId).ShouldBe((ReplacementKind.Order, true, id));

        // R-RET-2: nothing else gets the piece meanwhile, and it is free once the customer has the goods.
        var other = await world.Customer.OpenCaseAsync(Opening(Contracts.Complaints.CaseType.Quality));
        var told = new ReplacementSnapshot { ReplacementId = step.TargetId, CauseId = step.StepId, State = ReplacementState.Delivered };
        await world.Deliver(new ReplacementDelivered { Replacement = told }, "returns");
        await world.Deliver(new ReplacementDelivered { Replacement = told }, "returns");
        await world.Service.Drain();
        (await world.Case(id)).State.ShouldBe(CaseState.Resolved);
        other.Case.State.ShouldNotBe(CaseState.Closed);
    }

    [Fact]
    public async Task A_replacement_that_failed_needs_a_person_and_leads_to_a_refund_of_the_same_piece()
    {
        await using var world = await World.Start("sqlite");
        var id = await world.Accepted(Replacement("2", 1));
        var step = (await world.Plan(id)).Steps.Single();
        await world.Deliver(
            new ReplacementFailed { Replacement = new() { ReplacementId = step.TargetId, CauseId = step.StepId, State = ReplacementState.Failed } }, "returns");
        await world.Service.Drain();
        (await world.Case(id)).State.ShouldBe(CaseState.NeedsAttention);
        (await world.Plan(id)).Steps.Single().Refusal.ShouldBe("REPLACEMENT_FAILED");

        await world.Accept(id, await world.Offer(id, Refund(Line("2", 1))));
        await world.Service.Drain();
        world.Refunds.Requested.ShouldHaveSingleItem().Value.Lines.Single().ShouldBe(Line("2", 1));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_2_a_return_a_refund_and_a_replacement_that_race_for_a_piece_end_with_one_holder(string database)
    {
        await using var world = await World.Start(database);
        CaseTypeAndRemedy[] claims =
        [
            new(Contracts.Complaints.CaseType.MissingItem, Replacement("2", 1)),
            new(Contracts.Complaints.CaseType.Price, Refund(Line("2", 1))),
            new(Contracts.Complaints.CaseType.ReturnRequest, Return(Line("2", 1))),
        ];
        var cases = new List<(string Case, string Offer)>();
        foreach (var claim in claims)
        {
            var opened = (await world.Customer.OpenCaseAsync(Opening(claim.Type))).Case.CaseId;
            cases.Add((opened, await world.Offer(opened, claim.Remedy)));
        }

        await Task.WhenAll(cases.Select(c => world.Accept(c.Case, c.Offer)));
        await world.Service.Drain();
        var firstSteps = await Task.WhenAll(cases.Select(async c => (await world.Plan(c.Case)).Steps[0]));
        firstSteps.Count(s => s.State == StepState.Running).ShouldBe(1);
        firstSteps.Where(s => s.State != StepState.Running).ShouldAllBe(s => s.Refusal == "UNIT_ALREADY_HELD");
        (world.Replacements.Requested.Count + world.Refunds.Requested.Count + world.Returns.Requested.Count).ShouldBe(1);
    }

    [Fact]
    public async Task R_RET_8_one_piece_of_a_set_is_not_offered_in_exchange_alone()
    {
        await using var world = await World.Start("sqlite");
        var order = Snapshot(OrderNo);
        order.Version = 2;
        foreach (var line in order.Lines)
            line.Set = "tea set";
        await world.Deliver(new OrderChanged { Order = order }, "tracking");
        var opened = await world.Open();
        var half = new Remedy { Exchange = new() { Lines = { new WantedLine { LineId = "1", Quantity = 3 } } } };
        var refused = await RefusedWith(world.Agent.MakeOfferAsync(Offering(opened.CaseId, half)));
        (refused.Info!.Reason, refused.Info.Metadata["line_id"]).ShouldBe(("EXCHANGE_SET_INCOMPLETE", "2"));

        half.Exchange.Lines.Add(new WantedLine { LineId = "2", Quantity = 1 });
        await world.Offer(opened.CaseId, half);
    }

    [Fact]
    public async Task R_RET_8_an_exchange_asks_for_goods_when_the_others_are_back()
    {
        await using var world = await World.Start("sqlite");
        var id = await world.Accepted(new Remedy { Exchange = new() { Lines = { new WantedLine { LineId = "2", Quantity = 1, Sku = "blue" } } } });
        var back = (await world.Plan(id)).Steps[0];
        world.Replacements.Requested.ShouldBeEmpty();
        var told = ReturnOf(back.TargetId, id, new ReturnLine { LineId = "2", Quantity = 1, Collection = Collection.Collect, Received = 1, Accepted = 1 });
        (told.State, told.ReleasesComplete) = (ReturnState.Completed, true);
        await world.Deliver(new ReturnRefundable { Return = told }, "returns");
        await world.Service.Drain();
        var asked = world.Replacements.Requested.ShouldHaveSingleItem().Value;
        (asked.Kind, asked.ReturnId, asked.Lines.Single().Sku).ShouldBe((ReplacementKind.Exchange, back.TargetId, "blue"));
        world.Refunds.Requested.ShouldBeEmpty();
    }

    [Fact]
    public async Task R_RET_8_a_repair_whose_price_was_declined_needs_another_offer()
    {
        await using var world = await World.Start("sqlite");
        var id = await world.Accepted(new Remedy { Repair = new() { Lines = { Line("2", 1) }, Wish = Words } });
        var asked = world.Repairs.Requested.ShouldHaveSingleItem().Value;
        asked.Wish.ShouldBe(Words);
        var step = (await world.Plan(id)).Steps.Single();
        await world.Deliver(new RepairEnded { Repair = new() { RepairId = step.TargetId, CauseId = step.StepId, State = RepairState.Declined } }, "returns");
        await world.Service.Drain();
        (await world.Plan(id)).Steps.Single().Refusal.ShouldBe("REPAIR_DECLINED");
        (await world.Case(id)).State.ShouldBe(CaseState.NeedsAttention);
    }

    private sealed record CaseTypeAndRemedy(Contracts.Complaints.CaseType Type, Remedy Remedy);
}

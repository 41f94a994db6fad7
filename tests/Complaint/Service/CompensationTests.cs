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

    [Fact]
    public async Task What_compensation_quotes_comes_as_remedies_that_can_be_offered()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open(CaseType.Price);
        var quoted = await world.Agent.QuoteRemediesAsync(new() { CaseId = opened.CaseId });
        quoted.MoreFrom.ShouldBe(Tier.Platform);
        var (difference, gift) = (quoted.Options[0], quoted.Options[1]);
        (difference.Remedy.Kind, difference.Remedy.Amount, difference.WithinAuthority).ShouldBe((RemedyKind.PriceDifference, Cny(3_00), true));
        (gift.Remedy.Kind, gift.Remedy.Amount, gift.Tier, gift.RuleId).ShouldBe((RemedyKind.Gift, null, Tier.Platform, "Price/Unspecified/0"));
        (await world.Agent.MakeOfferAsync(Offering(opened.CaseId, new Remedy { Compensation = difference.Remedy }))).Case.State.ShouldBe(CaseState.Offered);

        var goodwill = await world.Agent.QuoteRemediesAsync(new() { CaseId = opened.CaseId, Part = GoodwillPart.Scratch, Lines = { Line("1", 1) } });
        goodwill.Options[1].RuleId.ShouldBe("Goodwill/Scratch/1");
        goodwill.Options.Select(option => option.Remedy.Part).ShouldBe([GoodwillPart.Unspecified, GoodwillPart.Scratch]);
        goodwill.Options.ShouldAllBe(option => option.Remedy.Lines.Single().Equals(Line("1", 1)));
    }

    [Fact]
    public async Task R_COMP_5_a_price_difference_is_granted_and_paid_by_line()
    {
        await using var world = await World.Start("sqlite");
        var id = await world.Accepted(Compensation(RemedyKind.PriceDifference, 3_00));
        world.Compensations.Granted.ShouldHaveSingleItem().Value.Kind.ShouldBe(CompensationKind.PriceDifference);
        var refund = world.Refunds.Requested.ShouldHaveSingleItem().Value;
        (refund.Compensation, refund.Lines.Count, refund.PriceDifferences.Single().LineId, refund.PriceDifferences.Single().Amount).ShouldBe((null, 0, "1", Cny(3_00)));
        await world.Paid((await world.Plan(id)).Steps[1]);
        await world.Service.Drain();
        (await world.Case(id)).State.ShouldBe(CaseState.Resolved);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_1_a_gift_that_cannot_be_sent_leads_to_an_alternative_and_its_grant_is_taken_back(string database)
    {
        await using var world = await World.Start(database);
        var gift = Compensation(RemedyKind.Gift, 15_00);
        (await RefusedWith(world.Agent.MakeOfferAsync(Offering((await world.Open()).CaseId, gift)))).Violations.Single().Field.ShouldBe("remedies[0].compensation.gift_sku");
        gift.Compensation.GiftSku = "mug";
        var id = await world.Accepted(gift);
        var plan = await world.Plan(id);
        plan.Steps.Select(s => (s.Kind, s.State)).ShouldBe([(StepKind.Grant, StepState.Done), (StepKind.Replacement, StepState.Running)]);
        var sent = world.Replacements.Requested.ShouldHaveSingleItem().Value;
        (sent.Kind, sent.Lines.Single().LineId, sent.Lines.Single().Sku).ShouldBe((Contracts.Returns.ReplacementKind.Gift, "gift", "mug"));
        await world.Deliver(
            new Contracts.Returns.ReplacementFailed
            {
                Replacement = new() { ReplacementId = plan.Steps[1].TargetId, CauseId = plan.Steps[1].StepId, State = Contracts.Returns.ReplacementState.Failed },
            },
            "returns");
        await world.Service.Drain();
        (await world.Case(id)).State.ShouldBe(CaseState.NeedsAttention);

        await world.Accept(id, await world.Offer(id, Coupon(5_00)));
        await world.Service.Drain();
        world.Compensations.Questions.Last().InsteadOfGrantIds.ShouldBe([plan.Steps[0].TargetId]);
        var revoked = world.Compensations.Revoked.ShouldHaveSingleItem();
        revoked.GrantId.ShouldBe(plan.Steps[0].TargetId);
        world.Compensations.Peer.ActedFor.ShouldContain("complaint");
        (await world.Case(id)).State.ShouldBe(CaseState.Resolved);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task An_offer_that_is_refused_at_the_last_moment_leaves_the_stuck_plan_alone(string database)
    {
        await using var world = await World.Start(database);
        world.Returns.Peer.Refuse(Grpc.Core.StatusCode.FailedPrecondition, "RETURN_WINDOW_CLOSED");
        var id = await world.Accepted(Return(Line("2", 1)));
        var photo = await world.Upload(Jpeg);
        world.Compensations.Meanwhile = async () =>
            await world.Customer.AddEvidenceAsync(new() { RequestId = NewId(), CaseId = id, EvidenceIds = { photo } });
        var offer = Offering(id, Coupon(5_00));
        offer.ExpectedVersion = (await world.Case(id)).Version;
        (await Refused(world.Agent.MakeOfferAsync(offer))).ShouldBe("VERSION_CHANGED");
        await world.Service.Drain();
        (await world.Plan(id)).State.ShouldBe(PlanState.Blocked);

        // Once it is made, the plan goes no further.
        world.Compensations.Meanwhile = () => Task.CompletedTask;
        var stuck = (await world.Plan(id)).Steps[0].StepId;
        await world.Offer(id, Coupon(5_00));
        (await Refused(world.Senior.RetryPlanStepAsync(new() { RequestId = NewId(), CaseId = id, StepId = stuck }))).ShouldBe("CASE_STATE_INVALID");
        await world.Service.Drain();
        (await world.Plan(id)).State.ShouldBe(PlanState.Cancelled);
    }

    [Fact]
    public async Task R_INV_3_what_is_invoiced_already_is_taken_over_by_the_plan()
    {
        await using var world = await World.Start("sqlite");
        world.Invoices.AlreadyInvoiced = "inv_1";
        var id = await world.Accepted(new Remedy { Invoice = new() { TitleId = "ttl_1", Kind = Contracts.Invoices.InvoiceKind.VatSpecial } });
        var step = (await world.Plan(id)).Steps.ShouldHaveSingleItem();
        (step.Kind, step.State, step.TargetId).ShouldBe((StepKind.Invoice, StepState.Done, "inv_1"));
        (await world.Case(id)).State.ShouldBe(CaseState.Resolved);

        world.Invoices.AlreadyInvoiced = null;
        var other = (await world.Customer.OpenCaseAsync(Opening(CaseType.Invoice))).Case.CaseId;
        var wrong = new Remedy { Invoice = new() { TitleId = "ttl_1", ReplacesInvoiceId = "inv_1" } };
        await world.Accept(other, await world.Offer(other, wrong));
        await world.Service.Drain();
        var asked = world.Invoices.Requested.ShouldHaveSingleItem().Value;
        (asked.TitleId, asked.ReplacesInvoiceId, asked.Title, asked.Kind).ShouldBe(("ttl_1", "inv_1", null, Contracts.Invoices.InvoiceKind.Ordinary));
        wrong.Invoice.Title = "both";
        (await RefusedWith(world.Agent.MakeOfferAsync(Offering(other, wrong)))).Violations.Single().Field.ShouldBe("remedies[0].invoice.title");
    }

    private static Remedy Compensation(RemedyKind kind, long fen) => new() { Compensation = new() { Kind = kind, Amount = Cny(fen) } };

    private static Remedy Noted(string note)
    {
        var remedy = Coupon(5_00);
        remedy.Compensation.Note = note;
        return remedy;
    }
}

using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>R-COMP-4: what the suite proposes by itself, and what becomes of it.</summary>
public sealed class ProposalTests
{
    // 2026-06-02 09:00 in Shanghai is the start; day 7 after a proposal ends at 24:00.
    private static string Id => Guid.NewGuid().ToString();

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_4_72_hours_after_payment_30_percent_are_proposed_and_silence_grants_the_coupon(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1", 666_65);
        await desk.Host.Advance(Duration.FromHours(62) - Duration.FromSeconds(1));
        (await Proposals(desk)).ShouldBeEmpty();
        await desk.Host.Advance(Duration.FromSeconds(1));
        var proposal = (await Proposals(desk)).ShouldHaveSingleItem();
        proposal.ShouldSatisfyAllConditions(
            p => p.State.ShouldBe(ProposalState.Proposed), p => p.Cause.ShouldBe(CompensationCause.LateDispatch), p => p.Amount.ShouldBe(Desk.Cny(200_00)),
            p => p.Grantable.ShouldBe(Desk.Cny(200_00)), p => p.RuleId.ShouldBe("overdue-coupon"), p => p.ReasonZh.ShouldContain("72"));
        desk.Host.Last<CompensationProposed>().Proposal.ProposalId.ShouldBe(proposal.ProposalId);
        var until = Instant.FromDateTimeOffset(proposal.AnswerUntil.ToDateTimeOffset());
        until.ShouldBe(Instant.FromUtc(2026, 6, 11, 16, 0)); // proposed on the 4th at 23:00

        await desk.Host.MoveTo(until - Duration.FromSeconds(1));
        (await Grants(desk)).ShouldBeEmpty();
        await desk.Host.MoveTo(until);
        var grant = (await Grants(desk)).ShouldHaveSingleItem();
        grant.ShouldSatisfyAllConditions(
            g => g.Kind.ShouldBe(CompensationKind.Coupon), g => g.Amount.ShouldBe(Desk.Cny(200_00)), g => g.Basis.Rule.ShouldBe("R-COMP-4"), g => g.Basis.DecidedBy.ShouldBe("compensation"));
        (await Proposals(desk)).Single().ShouldSatisfyAllConditions(p => p.State.ShouldBe(ProposalState.Granted), p => p.GrantId.ShouldBe(grant.GrantId));
        desk.Host.Last<ProposalEnded>().Proposal.GrantId.ShouldBe(grant.GrantId);
        (await desk.Code(grant)).ShouldNotContain("*");
    }

    [Theory]
    [InlineData(71, false)]
    [InlineData(72, true)]
    public async Task R_COMP_4_dispatched_in_the_meantime_nothing_is_proposed(int dispatchedAfterHours, bool proposed)
    {
        await using var desk = await Desk.Open("sqlite");
        await desk.Knows("o_1");
        var left = desk.Snapshot("o_1");
        left.Version = 2;
        left.Status = OrderStatus.Dispatched;
        left.DispatchedTime = (desk.Host.Now + Duration.FromHours(dispatchedAfterHours - 10)).ToDateTimeUtc().ToTimestamp();
        await Tell(desk, left);
        await desk.Host.Advance(Duration.FromDays(20));
        (await Proposals(desk)).Any().ShouldBe(proposed);
    }

    [Fact]
    public async Task R_COMP_4_imported_history_is_owed_nothing()
    {
        await using var desk = await Desk.Open("sqlite");
        await desk.Knows("o_old", paidHoursAgo: (15 * 24) + 1);
        var signed = desk.Snapshot("o_signed", paidHoursAgo: 200);
        signed.Status = OrderStatus.Signed; // left at a time that nobody told
        await Tell(desk, signed);
        await desk.Knows("o_late", paidHoursAgo: 15 * 24);
        await desk.Host.Advance(Duration.FromDays(1));
        (await desk.Person(Role.Supervisor).ListProposalsAsync(new())).Proposals.ShouldHaveSingleItem().OrderId.ShouldBe("o_late");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_4_a_customer_accepts_once_and_nobody_else_does(string database)
    {
        await using var desk = await Desk.Open(database);
        var proposal = await Late(desk);
        (await Desk.Refused(desk.Buyer("buyer_2").AcceptProposalAsync(new() { RequestId = Id, ProposalId = proposal.ProposalId }))).Reason.ShouldBe("PROPOSAL_NOT_FOUND");
        (await Desk.Refused(desk.Buyer("buyer_2").GetProposalAsync(new() { ProposalId = proposal.ProposalId }))).Reason.ShouldBe("PROPOSAL_NOT_FOUND");
        (await desk.Buyer("buyer_2").ListProposalsAsync(new() { OrderId = "o_1" })).Proposals.ShouldBeEmpty();
        (await desk.Buyer().AcceptProposalAsync(new() { RequestId = Id, ProposalId = proposal.ProposalId })).Proposal.State.ShouldBe(ProposalState.Accepted);
        await desk.Host.Drain();
        await desk.Buyer().AcceptProposalAsync(new() { RequestId = Id, ProposalId = proposal.ProposalId });
        (await Desk.Refused(desk.Buyer().DeclineProposalAsync(new() { RequestId = Id, ProposalId = proposal.ProposalId, AskCash = true }))).Reason.ShouldBe("ALREADY_DECIDED");
        (await Grants(desk)).ShouldHaveSingleItem().Amount.ShouldBe(Desk.Cny(30_00));
        await desk.Host.Advance(Duration.FromDays(10));
        (await Grants(desk)).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_4_cash_instead_is_told_to_the_plan_which_alone_can_grant_it(string database)
    {
        await using var desk = await Desk.Open(database);
        var suite = desk.Plan(Role.Service, "complaint");
        await desk.Knows("o_1", paidHoursAgo: 73);
        var cash = Desk.Ask("o_1", "step_1", CompensationCause.LateDispatch, CompensationKind.Cash, 30_00);
        (await Desk.Refused(suite.GrantCompensationAsync(cash))).Metadata["tier"].ShouldBe("L2"); // a coupon first
        await desk.Host.Drain();
        var proposal = (await Proposals(desk)).Single();
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_0", CompensationCause.LateDispatch, fen: 10_00));

        var declined = (await desk.Buyer().DeclineProposalAsync(new() { RequestId = Id, ProposalId = proposal.ProposalId, AskCash = true })).Proposal;
        (declined.State, declined.Cash).ShouldBe((ProposalState.CashAsked, Desk.Cny(30_00)));
        await desk.Host.Drain();
        desk.Host.Last<CashRequested>().Proposal.ShouldSatisfyAllConditions(p => p.Cash.ShouldBe(Desk.Cny(30_00)), p => p.OrderId.ShouldBe("o_1"));
        (await suite.GrantCompensationAsync(cash)).Grant.ShouldSatisfyAllConditions(
            g => g.Amount.ShouldBe(Desk.Cny(20_00)), // less what was granted for the same cause
            g => g.Basis.RuleId.ShouldBe("overdue-cash-declined-coupon"));
        await desk.Host.Advance(Duration.FromDays(10));
        (await Grants(desk)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_customer_who_wants_neither_gets_neither()
    {
        await using var desk = await Desk.Open("sqlite");
        var proposal = await Late(desk);
        (await desk.Person(Role.AgentL1).DeclineProposalAsync(new() { RequestId = Id, ProposalId = proposal.ProposalId })).Proposal.State.ShouldBe(ProposalState.Declined);
        await desk.Host.Advance(Duration.FromDays(10));
        (await Grants(desk)).ShouldBeEmpty();
        desk.Host.Last<ProposalEnded>().Proposal.State.ShouldBe(ProposalState.Declined);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_4_what_was_granted_for_the_cause_is_taken_off(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1", CompensationCause.LateDispatch, fen: 10_00));
        await desk.Host.Advance(Duration.FromHours(62));
        var proposal = (await Proposals(desk)).Single();
        (proposal.Amount, proposal.Grantable).ShouldBe((Desk.Cny(30_00), Desk.Cny(20_00)));
        await desk.Plan(Role.AgentL2, "agent_2").GrantCompensationAsync(Desk.Ask("o_1", "step_2", CompensationCause.LateDispatch, CompensationKind.Cash, 30_00));
        await desk.Host.Advance(Duration.FromDays(10));
        (await Proposals(desk)).Single().ShouldSatisfyAllConditions(p => p.State.ShouldBe(ProposalState.Dropped), p => p.EndedBecause.ShouldBe("ALREADY_COMPENSATED"));
        (await Grants(desk)).Sum(g => g.Amount.MinorUnits).ShouldBe(30_00);
    }

    [Fact]
    public async Task R_COMP_4_a_recorded_claim_of_a_missing_item_is_10_CNY_and_no_cash()
    {
        await using var desk = await Desk.Open("sqlite");
        await desk.Knows("o_1");
        await Claim(desk, CaseType.MissingItem);
        var proposal = (await Proposals(desk)).ShouldHaveSingleItem();
        (proposal.Cause, proposal.Amount, proposal.CaseId).ShouldBe((CompensationCause.MissingItem, Desk.Cny(10_00), "case_9"));
        (await Desk.Refused(desk.Buyer().DeclineProposalAsync(new() { RequestId = Id, ProposalId = proposal.ProposalId, AskCash = true }))).Reason.ShouldBe("KIND_NOT_ALLOWED");
        await desk.Host.Advance(Duration.FromDays(8));
        (await Grants(desk)).Single(g => g.Cause == CompensationCause.MissingItem).ShouldSatisfyAllConditions(
            g => g.Amount.ShouldBe(Desk.Cny(10_00)), g => g.CaseId.ShouldBe("case_9"));

        // A second-line agent can still do more for it.
        (await desk.Plan(Role.AgentL2, "agent_2").GrantCompensationAsync(Desk.Ask("o_1", "step_2", CompensationCause.MissingItem, fen: 20_00))).Grant.Amount.ShouldBe(Desk.Cny(10_00));
    }

    [Theory]
    [InlineData(71, 10_00, "unable-to-ship-coupon")]
    [InlineData(72, 30_00, "overdue-coupon")]
    public async Task R_COMP_4_found_impossible_to_ship_is_proposed_when_the_order_is_closed(int closedAfterHours, long fen, string rule)
    {
        await using var desk = await Desk.Open("sqlite");
        await desk.Knows("o_1");
        await Claim(desk, CaseType.Oversold);
        await desk.Host.Advance(Duration.FromHours(closedAfterHours - 10) - Duration.FromMinutes(1));
        (await Proposals(desk)).ShouldBeEmpty();
        await desk.Host.Advance(Duration.FromMinutes(1));
        var closed = desk.Snapshot("o_1", paidHoursAgo: closedAfterHours);
        (closed.Version, closed.Status, closed.CancelledTime) = (2, OrderStatus.Cancelled, desk.Host.Now.ToDateTimeUtc().ToTimestamp());
        await Tell(desk, closed);
        var proposal = (await Proposals(desk)).ShouldHaveSingleItem();
        (proposal.Cause, proposal.Amount.MinorUnits, proposal.RuleId).ShouldBe((CompensationCause.Oversold, fen, rule));
    }

    [Fact]
    public async Task R_COMP_4_an_order_that_was_simply_cancelled_in_time_is_owed_nothing()
    {
        await using var desk = await Desk.Open("sqlite");
        await desk.Knows("o_1");
        var closed = desk.Snapshot("o_1");
        (closed.Version, closed.Status, closed.CancelledTime) = (2, OrderStatus.Cancelled, desk.Host.Now.ToDateTimeUtc().ToTimestamp());
        await Tell(desk, closed);
        await desk.Host.Advance(Duration.FromDays(10));
        (await Proposals(desk)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_promised_is_granted_though_the_policy_changed()
    {
        await using var desk = await Desk.Open("sqlite");
        var proposal = await Late(desk);
        var (drafter, supervisor) = (desk.Person(Role.Supervisor, "drafter"), desk.Person(Role.Supervisor, "supervisor"));
        var document = (await drafter.GetPolicyAsync(new() { PolicyId = "seed" })).Policy.Document
            .Replace("\"2026-1\"", "\"2026-2\"").Replace("\"rate\":\"30%\"", "\"rate\":\"5%\"");
        var draft = (await drafter.DraftPolicyAsync(new() { RequestId = Id, Document = document })).Policy;
        await supervisor.ApprovePolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId });
        await desk.Host.Advance(Duration.FromMinutes(1));
        await desk.Buyer().AcceptProposalAsync(new() { RequestId = Id, ProposalId = proposal.ProposalId });
        await desk.Host.Drain();
        (await Grants(desk)).Single().ShouldSatisfyAllConditions(g => g.Amount.ShouldBe(Desk.Cny(30_00)), g => g.Basis.PolicyVersion.ShouldBe("2026-1"));
    }

    private static async Task<Proposal> Late(Desk desk)
    {
        await desk.Knows("o_1", paidHoursAgo: 73);
        await desk.Host.Drain();
        return (await Proposals(desk)).ShouldHaveSingleItem();
    }

    private static async Task Tell(Desk desk, OrderSnapshot order)
    {
        await desk.Host.Deliver(new OrderChanged { Order = order }, Desk.Merchant, "tracking");
        await desk.Host.Drain();
    }

    private static async Task Claim(Desk desk, CaseType type)
    {
        await desk.Host.Deliver(new CaseOpened { Case = new() { CaseId = "case_9", OrderId = "o_1", Type = type, CustomerId = Desk.Customer } }, Desk.Merchant, "complaint");
        await desk.Host.Drain();
    }

    private static async Task<IReadOnlyList<Proposal>> Proposals(Desk desk) => (await desk.Buyer().ListProposalsAsync(new())).Proposals;

    private static async Task<IReadOnlyList<Grant>> Grants(Desk desk) => (await desk.Person(Role.Finance).ListGrantsAsync(new() { OrderId = "o_1" })).Grants;
}

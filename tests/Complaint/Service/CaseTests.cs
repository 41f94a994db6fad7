using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Each method over a real socket: what it does, and each reason it refuses with.</summary>
public class CaseTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_CASE_2_complaints_about_the_same_at_once_are_one_case(string database)
    {
        await using var world = await World.Start(database);
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.Open()));
        var one = opened.Select(c => c.CaseId).Distinct().ShouldHaveSingleItem();
        (await world.Case(one)).Repeats.ShouldBe(5);
        (await world.Open(CaseType.Price)).CaseId.ShouldNotBe(one);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_reply_and_a_reused_id_is_refused()
    {
        await using var world = await World.Start("sqlite");
        var request = Opening(CaseType.Price);
        var first = await world.Customer.OpenCaseAsync(request);
        (await world.Customer.OpenCaseAsync(request)).ShouldBe(first);
        request.Description = "别的";
        (await Refused(world.Customer.OpenCaseAsync(request))).ShouldBe("REQUEST_ID_REUSED");

        var offer = Offering(first.Case.CaseId, Coupon(5_00));
        var made = await world.Agent.MakeOfferAsync(offer);
        await world.Accept(first.Case.CaseId, made.OfferId);
        await world.Service.Drain();
        (await world.Agent.MakeOfferAsync(offer)).ShouldBe(made);
    }

    [Fact]
    public async Task R_CASE_1_a_case_that_nobody_named_is_classified()
    {
        await using var world = await World.Start("sqlite");
        (await world.Open(CaseType.Unspecified)).Type.ShouldBe(CaseType.Damaged);
        var asked = await world.Customer.OpenCaseAsync(new() { RequestId = NewId(), Channel = Channel.Web, Description = "几点上班" });
        asked.Case.Type.ShouldBe(CaseType.Inquiry);
    }

    [Fact]
    public async Task Orders_come_from_tracking_when_they_are_not_known_yet()
    {
        await using var world = await World.Start("sqlite");
        var request = Opening(CaseType.Price);
        request.OrderId = "777";
        var unknown = await RefusedWith(world.Customer.OpenCaseAsync(request));
        (unknown.Info!.Reason, unknown.Info.Metadata["order_id"]).ShouldBe(("ORDER_NOT_YET_KNOWN", "777"));
        world.Tracking.Orders["777"] = Snapshot("777");
        (await world.Customer.OpenCaseAsync(request)).Case.OrderId.ShouldBe("777");
        (await Refused(world.As("buyer-2", Role.Customer).OpenCaseAsync(request))).ShouldBe("ORDER_NOT_FOUND");
        world.Tracking.Peer.IsAway = true;
        request.OrderId = "778";
        (await Refused(world.As("buyer-3", Role.Customer).OpenCaseAsync(request))).ShouldBe("SERVICE_UNAVAILABLE");
    }

    [Fact]
    public async Task An_older_snapshot_of_an_order_changes_nothing()
    {
        await using var world = await World.Start("sqlite");
        var newer = Snapshot(OrderNo);
        (newer.Version, newer.Lines[0].Quantity) = (3, 9);
        await world.Deliver(new OrderChanged { Order = newer }, "tracking");
        await world.Deliver(new OrderChanged { Order = Snapshot(OrderNo) }, "tracking");
        (await world.Customer.OpenCaseAsync(Opening(CaseType.MissingItem, Line("1", 9)))).Case.Lines.Single().Quantity.ShouldBe(9);
    }

    [Fact]
    public async Task Intake_refuses_what_is_not_the_orders()
    {
        await using var world = await World.Start("sqlite");
        OpenCaseRequest Request(Action<OpenCaseRequest> change)
        {
            var request = Opening(CaseType.Price);
            change(request);
            return request;
        }

        (await Refused(world.Customer.OpenCaseAsync(Request(r => r.Lines.Add(Line("9", 1)))))).ShouldBe("LINE_UNKNOWN");
        (await Refused(world.Customer.OpenCaseAsync(Request(r => r.Lines.Add(Line("2", 2)))))).ShouldBe("QUANTITY_EXCEEDED");
        (await Refused(world.Customer.OpenCaseAsync(Request(r => r.EvidenceIds.Add(new string('a', 64)))))).ShouldBe("EVIDENCE_NOT_FOUND");
        (await Refused(world.Customer.OpenCaseAsync(Request(r => r.OrderId = "")))).ShouldBe("INVALID_REQUEST");
        (await Refused(world.Customer.OpenCaseAsync(Request(r => r.CustomerId = "buyer-2")))).ShouldBe("INVALID_REQUEST");
        (await Refused(world.Agent.OpenCaseAsync(Request(r => r.CustomerId = "buyer-2")))).ShouldBe("ORDER_NOT_FOUND");
        (await Refused(world.Customer.OpenCaseAsync(Request(r => r.Description = "")))).ShouldBe("INVALID_REQUEST");
        (await world.Agent.OpenCaseAsync(Request(_ => { }))).Case.CustomerId.ShouldBe(Buyer);
    }

    [Fact]
    public async Task R_COMP_3_above_authority_is_refused_with_the_tier_that_can()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        var refused = await RefusedWith(world.Agent.MakeOfferAsync(Offering(opened.CaseId, Coupon(20_01))));
        (refused.Info!.Reason, refused.Info.Metadata["tier"], refused.Info.Metadata["allowed"]).ShouldBe(("AUTHORITY_EXCEEDED", "L2", "2000"));
        world.Compensations.Peer.ActedFor.ShouldHaveSingleItem().ShouldBe("agent-1");
        (await world.Case(opened.CaseId)).Offers.ShouldBeEmpty();

        var conditional = Coupon(1_00);
        conditional.Compensation.ConditionalOnReview = true;
        (await Refused(world.Agent.MakeOfferAsync(Offering(opened.CaseId, conditional)))).ShouldBe("REVIEW_CONDITIONED");
    }

    [Fact]
    public async Task Offers_are_refused_for_their_own_reasons_before_anybody_is_asked()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        MakeOfferRequest Request(params Remedy[] remedies) => Offering(opened.CaseId, remedies);
        (await Refused(world.As("agent-9", Role.AgentL1).MakeOfferAsync(Request(Coupon(1_00))))).ShouldBe("NOT_CASE_OWNER");
        (await Refused(world.Agent.MakeOfferAsync(Request(Refund(Line("9", 1)))))).ShouldBe("LINE_UNKNOWN");
        (await Refused(world.Agent.MakeOfferAsync(Request(Refund(Line("2", 2)))))).ShouldBe("QUANTITY_EXCEEDED");
        var foreign = Coupon(1_00);
        foreign.Compensation.Amount.CurrencyCode = "USD";
        (await Refused(world.Agent.MakeOfferAsync(Request(foreign)))).ShouldBe("INVALID_REQUEST");
        var stale = Request(Coupon(1_00));
        stale.ExpectedVersion = opened.Version + 100;
        (await Refused(world.Agent.MakeOfferAsync(stale))).ShouldBe("VERSION_CHANGED");
        world.Compensations.Peer.ActedFor.ShouldBeEmpty();
        (await Refused(world.Agent.MakeOfferAsync(Offering("case_none", Coupon(1_00))))).ShouldBe("CASE_NOT_FOUND");
        (await Refused(world.Customer.MakeOfferAsync(Request(Coupon(1_00))))).ShouldBe("ROLE_REQUIRED");
    }

    [Fact]
    public async Task R_ESC_1_a_declined_offer_and_a_plea_go_up_the_ladder()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        var offer = await world.Offer(opened.CaseId, Coupon(5_00));
        DeclineOfferRequest Decline(string id) => new() { RequestId = NewId(), CaseId = opened.CaseId, OfferId = id, Wish = "全额退款" };
        (await Refused(world.Customer.DeclineOfferAsync(Decline("offer_none")))).ShouldBe("OFFER_NOT_FOUND");
        var declined = await world.Customer.DeclineOfferAsync(Decline(offer));
        (declined.Case.State, declined.Case.Tier, declined.Case.OwnerId).ShouldBe((CaseState.Open, Tier.L2, "senior-1"));
        (await world.Customer.DeclineOfferAsync(Decline(offer))).Case.Tier.ShouldBe(Tier.L2);
        (await Refused(world.Customer.AcceptOfferAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, OfferId = offer }))).ShouldBe("OFFER_NOT_OPEN");
    }

    [Fact]
    public async Task Escalating_ends_at_the_platform()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        EscalateCaseRequest Up() => new() { RequestId = NewId(), CaseId = opened.CaseId, Reason = "要求更高" };
        (await world.Customer.EscalateCaseAsync(Up())).Case.Tier.ShouldBe(Tier.L2);
        var platform = (await world.Senior.EscalateCaseAsync(Up())).Case;
        (platform.Tier, platform.OwnerId).ShouldBe((Tier.Platform, ""));
        (await Refused(world.Customer.EscalateCaseAsync(Up()))).ShouldBe("TIER_FINAL");
        (await Refused(world.Agent.TakeCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId }))).ShouldBe("NOT_CASE_OWNER");
        (await world.As("judge", Role.Platform).TakeCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId })).Case.OwnerId.ShouldBe("judge");
    }

    [Fact]
    public async Task Rejecting_withdrawing_and_feedback_end_a_case_once()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        RejectCaseRequest Reject(string id) => new() { RequestId = NewId(), CaseId = id, Reason = "超过限购" };
        (await Refused(world.As("agent-9", Role.AgentL1).RejectCaseAsync(Reject(opened.CaseId)))).ShouldBe("NOT_CASE_OWNER");
        (await world.Agent.RejectCaseAsync(Reject(opened.CaseId))).Case.Outcome.ShouldBe(CaseOutcome.Rejected);
        (await world.Agent.RejectCaseAsync(Reject(opened.CaseId))).Case.Outcome.ShouldBe(CaseOutcome.Rejected);
        (await Refused(world.Senior.RejectCaseAsync(Reject(opened.CaseId)))).ShouldBe("ALREADY_DECIDED");
        (await Refused(world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId }))).ShouldBe("CASE_STATE_INVALID");
        (await Refused(world.Customer.RecordFeedbackAsync(new() { RequestId = NewId(), CaseId = opened.CaseId }))).ShouldBe("CASE_STATE_INVALID");
        var photo = new AddEvidenceRequest { RequestId = NewId(), CaseId = opened.CaseId, EvidenceIds = { await world.Upload(Jpeg) } };
        (await Refused(world.Customer.AddEvidenceAsync(photo))).ShouldBe("CASE_STATE_INVALID");

        var other = await world.Open();
        other.CaseId.ShouldNotBe(opened.CaseId);
        ReopenCaseRequest Reopen() => new() { RequestId = NewId(), CaseId = opened.CaseId, Reason = "不同意" };
        (await Refused(world.Customer.ReopenCaseAsync(Reopen()))).ShouldBe("CASE_STATE_INVALID", "R-CASE-2: the other is open");
        (await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = other.CaseId })).Case.Outcome.ShouldBe(CaseOutcome.Withdrawn);
        (await world.Customer.ReopenCaseAsync(Reopen())).Case.State.ShouldBe(CaseState.Open);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Customers_see_their_own_and_lists_page_the_earliest_due_first(string database)
    {
        await using var world = await World.Start(database);
        await world.Deliver(new OrderChanged { Order = Snapshot("2", "buyer-2") }, "tracking");
        var stranger = world.As("buyer-2", Role.Customer);
        var waiting = await world.Open(CaseType.Damaged);
        var due = await world.Open(CaseType.MissingItem);
        var opening = Opening(CaseType.AbnormalSignoff);
        opening.OrderId = "2";
        var theirs = (await stranger.OpenCaseAsync(opening)).Case;

        (await world.Customer.GetCaseAsync(new() { CaseId = due.CaseId })).Case.Description.ShouldBe(Words);
        (await Refused(stranger.GetCaseAsync(new() { CaseId = due.CaseId }))).ShouldBe("CASE_NOT_FOUND");
        (await Refused(stranger.GetPlanAsync(new() { CaseId = due.CaseId }))).ShouldBe("CASE_NOT_FOUND");
        (await Refused(world.Customer.GetPlanAsync(new() { CaseId = due.CaseId }))).ShouldBe("CASE_STATE_INVALID");
        (await world.Customer.ListCasesAsync(new())).Cases.Select(c => c.CaseId).ShouldBe([due.CaseId, waiting.CaseId]);
        (await stranger.ListCasesAsync(new() { OrderId = OrderNo })).Cases.ShouldBeEmpty();
        (await Refused(stranger.ListCasesAsync(new() { CustomerId = Buyer }))).ShouldBe("INVALID_REQUEST");

        var page = await world.Agent.ListCasesAsync(new() { PageSize = 2 });
        page.Cases.Select(c => c.CaseId).ShouldBe([due.CaseId, waiting.CaseId]);
        (await world.Agent.ListCasesAsync(new() { PageSize = 2, PageToken = page.NextPageToken })).Cases.Single().CaseId.ShouldBe(theirs.CaseId);
        (await world.Agent.ListCasesAsync(new() { OwnerId = "agent-1" })).Cases.Count.ShouldBe(3);
        (await world.Agent.ListCasesAsync(new() { OrderId = OrderNo, State = CaseState.AwaitingEvidence })).Cases.Single().CaseId.ShouldBe(waiting.CaseId);
        (await Refused(world.Agent.ListCasesAsync(new() { OrderId = OrderNo, OwnerId = "x" }))).ShouldBe("INVALID_REQUEST");
        (await Refused(world.Agent.ListCasesAsync(new() { PageToken = "nonsense" }))).ShouldBe("PAGE_TOKEN_INVALID");
    }

    [Fact]
    public async Task The_timeline_tells_everything_in_order()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        await world.Service.Drain();
        await world.Open();
        await world.Offer(opened.CaseId, Coupon(5_00));
        var first = await world.Agent.GetTimelineAsync(new() { CaseId = opened.CaseId, PageSize = 2 });
        first.Entries.Select(e => (e.Event, e.PersonId)).ShouldBe([("CaseOpened", Buyer), ("CustomerTold", "complaint")]);
        var rest = await world.Agent.GetTimelineAsync(new() { CaseId = opened.CaseId, PageToken = first.NextPageToken });
        rest.Entries.Select(e => (e.Event, e.PersonId)).ShouldBe(
            [
                ("CaseAdvised", "complaint"), ("CaseRepeated", Buyer), ("CustomerTold", "complaint"), ("OfferMade", "agent-1"), ("ResponseGiven", "agent-1"),
                ("CustomerTold", "complaint"),
            ]);
        rest.NextPageToken.ShouldBe("");
        (await Refused(world.Agent.GetTimelineAsync(new() { CaseId = opened.CaseId, PageToken = "x" }))).ShouldBe("PAGE_TOKEN_INVALID");
        (await Refused(world.Agent.GetTimelineAsync(new() { CaseId = "case_none" }))).ShouldBe("CASE_NOT_FOUND");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_CASE_5_cases_go_round_by_load_and_follow_the_shifts(string database)
    {
        await using var world = await World.Start(database);
        await world.Deliver(Person("agent-2", Role.AgentL1), "directory");
        (await world.Open(CaseType.Price)).OwnerId.ShouldBe("agent-1");
        var second = await world.Open(CaseType.MissingItem);
        second.OwnerId.ShouldBe("agent-2");
        await world.Deliver(Person("agent-2", Role.AgentL1, version: 2, onShift: false, active: false), "directory");
        (await world.Case(second.CaseId)).OwnerId.ShouldBe("agent-1");
        await world.Deliver(Person("agent-1", Role.AgentL1, version: 2, onShift: false), "directory");
        var vacant = await world.Open(CaseType.Conduct);
        vacant.OwnerId.ShouldBe("");
        await world.Deliver(Person("agent-2", Role.AgentL1, version: 1), "directory");
        (await world.Case(vacant.CaseId)).OwnerId.ShouldBe("", "older news change nothing");
        await world.Deliver(Person("agent-3", Role.AgentL1), "directory");
        (await world.Case(vacant.CaseId)).OwnerId.ShouldBe("agent-3");
    }

    [Fact]
    public async Task R_CASE_5_all_open_cases_of_somebody_who_left_are_shared_out()
    {
        await using var world = await World.Start("sqlite");
        for (var i = 0; i < 103; i++)
            await world.Customer.OpenCaseAsync(new() { RequestId = NewId(), Type = CaseType.Inquiry, Channel = Channel.Web, Description = "几点上班" });
        await world.Deliver(Person("agent-1", Role.AgentL1, version: 2, onShift: false, active: false), "directory");
        (await world.Senior.ListCasesAsync(new() { OwnerId = "agent-1", PageSize = 100 })).Cases.ShouldBeEmpty();

        await world.Deliver(Person("agent-2", Role.AgentL1), "directory");
        var first = await world.Senior.ListCasesAsync(new() { OwnerId = "agent-2", PageSize = 100 });
        var rest = await world.Senior.ListCasesAsync(new() { OwnerId = "agent-2", PageSize = 100, PageToken = first.NextPageToken });
        (first.Cases.Count + rest.Cases.Count).ShouldBe(103);
    }
}

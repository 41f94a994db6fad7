using System.Text.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;

namespace Aftersales.Returns.Tests.Services;

public sealed class ReplacementTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_REP_1_from_request_to_delivery(string database)
    {
        await using var world = await World.Start(database);
        var desk = new Desk(world);
        var made = await desk.Requested();
        (made.State, made.PaidBy, made.Value.MinorUnits).ShouldBe((ReplacementState.Requested, CostPayer.Platform, 120_00));
        await desk.Approve(made.ReplacementId);
        await world.Host.Drain();
        (await world.Ask("orders/abnormal-returns/abnormal-" + made.ReplacementId)).GetProperty("status").GetString().ShouldBe("RETURNED_WITHOUT_REFUND");
        await Refused.With("SAME_PERSON", StatusCode.PermissionDenied, desk.Both.PlaceReplacementAsync(new() { RequestId = World.NewId(), ReplacementId = made.ReplacementId }));

        await desk.Place(made.ReplacementId);
        await world.Host.Drain();
        var placed = await desk.Get(made.ReplacementId);
        (placed.State, placed.Original).ShouldBe((ReplacementState.Placed, OriginalOutcome.ReturnedWithoutRefund));
        // Confirmed at 09:00: the end of the next day in Shanghai.
        placed.PromisedTime.ToDateTime().ShouldBe(new DateTime(2026, 6, 3, 16, 0, 0, DateTimeKind.Utc));

        await world.Play($"orders/orders/{placed.PlatformOrderNo}/dispatch", """{"tracking_no":"SF9"}""");
        await world.Host.Advance(Duration.FromHours(6));
        (await desk.Get(made.ReplacementId)).TrackingNo.ShouldBe("SF9");
        await world.Play($"orders/orders/{placed.PlatformOrderNo}/sign");
        await world.Host.Advance(Duration.FromHours(6));
        (await desk.Get(made.ReplacementId)).State.ShouldBe(ReplacementState.Delivered);
        (await world.Calls("orders.place")).ShouldBe(1);
        world.Host.Published.Where(e => e.Subject == made.ReplacementId).Select(e => e.Type.Split('.')[^1]).ShouldBe(
            ["ReplacementRequested", "OriginalReturned", "ReplacementPlaced", "ReplacementDispatched", "ReplacementDelivered"], ignoreOrder: true);
        world.Host.Last<ReplacementDelivered>().Replacement.CauseId.ShouldBe("plan_1.1");

        // R-RET-9: what was delivered can be claimed in its turn.
        var again = await desk.Requested("plan_2.1", r => r.FollowsReplacementId = made.ReplacementId);
        again.FollowsReplacementId.ShouldBe(made.ReplacementId);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_2_a_piece_is_in_a_return_or_in_a_replacement(string database)
    {
        await using var world = await World.Start(database);
        var desk = new Desk(world);
        var made = await desk.Requested();
        (await desk.Requested()).ReplacementId.ShouldBe(made.ReplacementId, "the same step asks for the same");
        await Refused.With("UNIT_ALREADY_HELD", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request()));
        await Refused.With("UNIT_ALREADY_HELD", StatusCode.FailedPrecondition, desk.Complaint.RequestReplacementAsync(Desk.Request("plan_2.1")));
        await desk.Placer.CancelReplacementAsync(new() { RequestId = World.NewId(), ReplacementId = made.ReplacementId, Reason = "refund after all" });
        await world.Requested();
        await Refused.With("UNIT_ALREADY_HELD", StatusCode.FailedPrecondition, desk.Complaint.RequestReplacementAsync(Desk.Request("plan_3.1")));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_2_returns_and_replacements_that_race_for_a_piece_end_with_one_holder(string database)
    {
        await using var world = await World.Start(database);
        var desk = new Desk(world);
        var races = Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                if (i % 2 == 0)
                    await world.Customer.RequestReturnAsync(World.Request());
                else
                    await desk.Complaint.RequestReplacementAsync(Desk.Request($"plan_{i}.1"));
                return true;
            }
            catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
            {
                return false;
            }
        });
        (await Task.WhenAll(races)).Count(won => won).ShouldBe(1);
    }

    [Fact]
    public async Task Unknown_answers_of_the_order_platform_are_asked_about_and_nothing_is_placed_twice()
    {
        await using var world = await World.Start("sqlite", timeoutSeconds: 0.3);
        var desk = new Desk(world);
        var id = await desk.Approved();
        await world.Faults("orders.return.register", "TIMEOUT_AFTER");
        await world.Faults("orders.place", "TIMEOUT_AFTER");
        await world.Host.Drain();
        await desk.Place(id);
        await world.Host.Drain();
        (await desk.Get(id)).State.ShouldBe(ReplacementState.Placed);
        (await world.Calls("orders.place")).ShouldBe(1);
    }

    [Fact]
    public async Task An_order_that_the_platform_refuses_fails_and_its_original_is_withdrawn()
    {
        await using var world = await World.Start("sqlite");
        var desk = new Desk(world);
        var id = await desk.Approved();
        await world.Host.Drain();
        await world.Faults("orders.place", "BUSINESS_ERROR", code: "OUT_OF_STOCK");
        await desk.Place(id);
        await world.Host.Drain();
        var failed = await desk.Get(id);
        (failed.State, failed.Ending, failed.Original).ShouldBe((ReplacementState.Failed, "OUT_OF_STOCK", OriginalOutcome.Unspecified));
        (await world.Ask("orders/abnormal-returns/abnormal-" + id)).GetProperty("status").GetString().ShouldBe("WITHDRAWN");
        world.Host.Last<ReplacementFailed>().Replacement.ReplacementId.ShouldBe(id);
        (await desk.List(ReplacementWorkList.Claims)).ShouldBe([id]);
    }

    [Fact]
    public async Task R_CLK_4_silence_is_overdue_then_lost()
    {
        await using var world = await World.Start("sqlite");
        var desk = new Desk(world);
        var id = await desk.Approved();
        await world.Host.Drain();
        (await desk.List(ReplacementWorkList.ToPlace)).ShouldBe([id]);
        await world.Host.MoveTo(Domain.Samples.EndOfDay(0));
        (await desk.List(ReplacementWorkList.Claims)).ShouldBe([id]);
        await desk.Place(id);
        await world.Host.Drain();
        await world.Host.Advance(Duration.FromDays(2));
        (await desk.Get(id)).Overdue.ShouldBeTrue();
        await world.Host.Advance(Duration.FromDays(6));
        (await desk.Get(id)).State.ShouldBe(ReplacementState.Failed);
    }

    [Fact]
    public async Task A_placed_order_is_cancelled_at_the_platform()
    {
        await using var world = await World.Start("sqlite");
        var desk = new Desk(world);
        var id = await desk.Approved();
        await world.Host.Drain();
        await desk.Place(id);
        await world.Host.Drain();
        await desk.Placer.CancelReplacementAsync(new() { RequestId = World.NewId(), ReplacementId = id, Reason = "the first parcel turned up" });
        await world.Host.Drain();
        (await desk.Get(id)).State.ShouldBe(ReplacementState.Cancelled);
        (await world.Ask($"orders/orders/order-{id}")).GetProperty("status").GetString().ShouldBe("CANCELLED");
    }

    [Fact]
    public async Task R_REP_1_every_rule_answers_before_anything_is_requested()
    {
        await using var world = await World.Start("sqlite");
        var answer = await new Desk(world).Approver.CheckReplacementAsync(new()
        {
            OrderId = World.Order,
            Kind = ReplacementKind.Order,
            Lines = { new ReplacementLine { LineId = "kettle", Quantity = 1 } },
            ResponsibleParty = ResponsibleParty.Customer,
            Grounds = Desk.Grounds,
        });
        answer.Eligible.ShouldBeFalse();
        answer.Rules.Where(r => !r.Met).Select(r => r.Name).ShouldBe(["OUR_OR_COURIER_FAULT"]);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_9_what_came_in_an_exchange_is_returned_like_what_came_at_first(string database)
    {
        await using var world = await World.Start(database);
        var desk = new Desk(world);
        var request = World.Request(ReturnReason.WrongItem, ("cups", 1));
        var back = await world.Approved(request);
        back.State.ShouldBe(ReturnState.Completed);
        var exchange = await desk.Requested("plan_1.2", r => (r.Kind, r.ReturnId, r.Lines[0].LineId) = (ReplacementKind.Exchange, back.ReturnId, "cups"));
        await Refused.With("QUANTITY_EXCEEDED", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request(ReturnReason.Quality, ("cups", 3))));

        await desk.Approve(exchange.ReplacementId);
        await desk.Place(exchange.ReplacementId);
        await world.Host.Drain();
        var platformNo = (await desk.Get(exchange.ReplacementId)).PlatformOrderNo;
        await world.Play($"orders/orders/{platformNo}/dispatch", """{"tracking_no":"SF9"}""");
        await world.Host.Advance(Duration.FromDays(3));
        await world.Play($"orders/orders/{platformNo}/sign");
        await world.Host.Advance(Duration.FromHours(6));
        await world.Host.Advance(Duration.FromDays(14));
        (await desk.Get(exchange.ReplacementId)).State.ShouldBe(ReplacementState.Delivered);

        // The others' time is over; the new cup's began when it came.
        var others = World.Request(ReturnReason.Quality, ("cups", 3));
        await Refused.With("RETURN_WINDOW_CLOSED", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(others));
        (await world.Requested(ReturnReason.Quality, ("cups", 1))).State.ShouldBe(ReturnState.Requested);
    }

    [Fact]
    public async Task A_customer_sees_their_own_replacements_only()
    {
        await using var world = await World.Start("sqlite");
        var id = (await new Desk(world).Requested()).ReplacementId;
        (await Desk.As(world, World.Buyer, Role.Customer).ListReplacementsAsync(new())).Replacements.Select(r => r.ReplacementId).ShouldBe([id]);
        (await Desk.As(world, "buyer-2", Role.Customer).ListReplacementsAsync(new())).Replacements.ShouldBeEmpty();
        await Refused.With("REPLACEMENT_NOT_FOUND", StatusCode.NotFound, Desk.As(world, "buyer-2", Role.Customer).GetReplacementAsync(new() { ReplacementId = id }));
    }

    /// <summary>Who works replacements.</summary>
    private sealed class Desk(World world)
    {
        public static readonly ReplacementGrounds Grounds = new() { WantsGoods = true, DeclinedRefund = true, CannotReorder = true };

        public ReplacementsService.ReplacementsServiceClient Approver => As(world, "p_return", Role.ReturnSpecialist);

        public ReplacementsService.ReplacementsServiceClient Placer => As(world, "p_refund", Role.RefundSpecialist);

        public ReplacementsService.ReplacementsServiceClient Both => As(world, "p_return", Role.ReturnSpecialist, Role.RefundSpecialist);

        public ReplacementsService.ReplacementsServiceClient Complaint =>
            world.Host.PeerClient(i => new ReplacementsService.ReplacementsServiceClient(i), "complaint", World.Merchant, "p_agent", Role.AgentL1);

        public static ReplacementsService.ReplacementsServiceClient As(World world, string person, params Role[] roles) =>
            world.Host.Client(i => new ReplacementsService.ReplacementsServiceClient(i), World.Merchant, person, roles);

        public static RequestReplacementRequest Request(string step) => new()
        {
            RequestId = World.NewId(),
            Cause = new() { Kind = CauseKind.PlanStep, Id = step },
            CaseId = "case_1",
            OrderId = World.Order,
            Kind = ReplacementKind.Order,
            Lines = { new ReplacementLine { LineId = "kettle", Quantity = 1 } },
            ResponsibleParty = ResponsibleParty.Courier,
            Grounds = Grounds,
        };

        public async Task<Replacement> Requested(string step = "plan_1.1", Action<RequestReplacementRequest>? change = null)
        {
            var request = Request(step);
            change?.Invoke(request);
            return (await Complaint.RequestReplacementAsync(request)).Replacement;
        }

        public async Task<string> Approved()
        {
            var id = (await Requested()).ReplacementId;
            await Approve(id);
            return id;
        }

        public async Task Approve(string id) => await Approver.ApproveReplacementAsync(new() { RequestId = World.NewId(), ReplacementId = id });

        public async Task Place(string id) => await Placer.PlaceReplacementAsync(new() { RequestId = World.NewId(), ReplacementId = id });

        public async Task<Replacement> Get(string id) => (await Approver.GetReplacementAsync(new() { ReplacementId = id })).Replacement;

        public async Task<IEnumerable<string>> List(ReplacementWorkList list) =>
            (await Approver.ListReplacementsAsync(new() { WorkList = list })).Replacements.Select(r => r.ReplacementId);
    }
}

using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;

namespace Aftersales.Returns.Tests.Services;

public sealed class WorkListTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_return_stands_in_the_list_of_who_has_to_act(string database)
    {
        await using var world = await World.Start(database);
        var id = (await world.Requested()).ReturnId;
        (await Ids(world, new() { WorkList = ReturnWorkList.ToReview })).ShouldBe([id]);
        (await Ids(world, new() { WorkList = ReturnWorkList.ToReview, Reason = ReturnReason.NoReason })).ShouldBe([id]);
        (await Ids(world, new() { WorkList = ReturnWorkList.ToReview, Reason = ReturnReason.Quality })).ShouldBeEmpty();
        // Reviewed on the day of the request, which ends at 24:00 in Shanghai.
        (await Ids(world, new() { WorkList = ReturnWorkList.ToReview, DueDay = "2026-06-02" })).ShouldBe([id]);
        (await Ids(world, new() { WorkList = ReturnWorkList.ToReview, DueDay = "2026-06-03" })).ShouldBeEmpty();

        await world.Specialist.StartReviewAsync(new() { RequestId = World.NewId(), ReturnId = id });
        await world.Specialist.ApproveReturnAsync(new() { RequestId = World.NewId(), ReturnId = id });
        await world.Host.Drain();
        (await Ids(world, new() { WorkList = ReturnWorkList.ToReview })).ShouldBeEmpty();
        (await Ids(world, new() { WorkList = ReturnWorkList.PickupsDue })).ShouldBe([id]);
        (await Ids(world, new() { WorkList = ReturnWorkList.PickupsDue, Carrier = "pickup" })).ShouldBe([id]);
        (await Ids(world, new() { WorkList = ReturnWorkList.PickupsDue, Carrier = "yto" })).ShouldBeEmpty();
        await world.Host.Advance(Duration.FromDays(6));
        (await Ids(world, new() { WorkList = ReturnWorkList.PickupsDue })).ShouldBeEmpty();
        (await Ids(world, new() { WorkList = ReturnWorkList.PickupsOverdue })).ShouldBe([id]);
        await world.Warehouse.ReceiveReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Received = { new Contracts.LineQuantity { LineId = "kettle", Quantity = 1 } },
        });
        (await Ids(world, new() { WorkList = ReturnWorkList.ToInspect })).ShouldBe([id]);
        await world.Host.Advance(Duration.FromDays(4));
        (await Ids(world, new() { WorkList = ReturnWorkList.Claims })).ShouldBe([id]);
    }

    [Fact]
    public async Task Filters_that_contradict_each_other_are_refused()
    {
        await using var world = await World.Start("sqlite");
        ListReturnsRequest[] contradictions =
        [
            new() { Reason = ReturnReason.Quality },
            new() { DueDay = "2026-06-02" },
            new() { Carrier = "yto" },
            new() { WorkList = ReturnWorkList.ToInspect, Carrier = "yto", Sku = "kettle" },
            new() { WorkList = ReturnWorkList.ToReview, OrderId = World.Order },
            new() { WorkList = ReturnWorkList.ToReview, CustomerId = World.Buyer },
            new() { WorkList = ReturnWorkList.ToReview, Reason = ReturnReason.Quality, DueDay = "2026-06-02" },
            new() { WorkList = ReturnWorkList.ToReview, DueDay = "2026-02-30" },
            new() { WorkList = ReturnWorkList.ToReview, DueDay = "tomorrow" },
        ];
        foreach (var request in contradictions)
            await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument, world.Specialist.ListReturnsAsync(request));
        await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument, world.Customer.ListReturnsAsync(new() { WorkList = ReturnWorkList.ToReview }));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_REF_5_what_was_refused_at_the_door_comes_back_without_an_application_and_is_advanced(string database)
    {
        await using var world = await World.Start(database);
        var order = World.Placed(world.Host.Now);
        (order.Version, order.SignedTime, order.Status) = (2, null, Contracts.Tracking.OrderStatus.Dispatched);
        order.OrderId = "order-refused";
        order.Refusals.Add(new Contracts.Tracking.DoorRefusal { TrackingNo = "OUT1", Time = order.DispatchedTime, Reason = Contracts.DoorReason.Unwanted });
        await world.Tell(order);
        var request = World.Request(ReturnReason.RefusedDelivery);
        (request.OrderId, request.Cause, request.CaseId) = (order.OrderId, new() { Kind = Contracts.CauseKind.PlanStep, Id = "plan_1.1" }, "case_1");
        var made = (await world.Plan.RequestReturnAsync(request)).Return;
        (made.State, made.Refundable, made.ReasonCode, made.TrackingNo).ShouldBe(
            (ReturnState.InTransit, RefundBasis.Advance, "refused_delivery.unwanted", "OUT1"));
        (made.RefusedAtDoor.Complete, made.RefusedAtDoor.Customer, made.RefusedAtDoor.Agent).ShouldBe((true, World.Buyer, "p_agent"));
        await world.Host.Drain();
        world.Host.Last<ReturnRefundable>().Return.ReturnId.ShouldBe(made.ReturnId);
        (await world.CourierCalls("book")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_REF_5_a_return_that_waits_for_the_couriers_word_about_the_door_goes_on_by_it(string database)
    {
        await using var world = await World.Start(database, policy: own => own["awaitDoorReport"] = true);
        var order = World.Placed(world.Host.Now);
        (order.Version, order.SignedTime, order.Status, order.OrderId) = (2, null, Contracts.Tracking.OrderStatus.Dispatched, "order-refused");
        await world.Tell(order);
        var request = World.Request(ReturnReason.RefusedDelivery);
        (request.OrderId, request.Cause, request.CaseId) = (order.OrderId, new() { Kind = Contracts.CauseKind.PlanStep, Id = "plan_1.1" }, "case_1");
        var made = (await world.Plan.RequestReturnAsync(request)).Return;
        (made.State, made.RefusedAtDoor.CourierTime, made.RefusedAtDoor.Complete).ShouldBe((ReturnState.Requested, null, false));
        (await Ids(world, new() { WorkList = ReturnWorkList.ToReview })).ShouldBe([made.ReturnId]);

        order.Version = 3;
        order.Refusals.Add(new Contracts.Tracking.DoorRefusal { TrackingNo = "OUT1", Time = order.DispatchedTime, Reason = Contracts.DoorReason.TurnedBack });
        await world.Tell(order);
        await world.Tell(order);
        await world.Host.Drain();
        var approved = await world.Get(made.ReturnId);
        (approved.State, approved.Refundable, approved.ResponsibleParty, approved.RefusedAtDoor.Complete).ShouldBe(
            (ReturnState.InTransit, RefundBasis.Advance, Contracts.ResponsibleParty.Courier, true));
        world.Host.Published.Count(e => e.Type.EndsWith("ReturnRefundable")).ShouldBe(1);
        (await Ids(world, new() { WorkList = ReturnWorkList.ToReview })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_work_list_is_followed()
    {
        await using var world = await World.Start("sqlite");
        using var watch = world.Specialist.WatchReturns(new() { WorkList = ReturnWorkList.ToReview });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        (await watch.ResponseStream.MoveNext(patience.Token)).ShouldBeTrue();
        watch.ResponseStream.Current.Changed.ShouldBeEmpty();
        var id = (await world.Requested()).ReturnId;
        while (watch.ResponseStream.Current.Changed.Count == 0)
            (await watch.ResponseStream.MoveNext(patience.Token)).ShouldBeTrue();
        watch.ResponseStream.Current.Changed.Single().ReturnId.ShouldBe(id);
    }

    private static async Task<IEnumerable<string>> Ids(World world, ListReturnsRequest request) =>
        (await world.Specialist.ListReturnsAsync(request)).Returns.Select(r => r.ReturnId);
}

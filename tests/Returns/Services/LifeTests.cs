using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using Grpc.Core;

namespace Aftersales.Returns.Tests.Services;

public sealed class LifeTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_3_from_request_to_refund(string database)
    {
        await using var world = await World.Start(database);
        var id = (await world.Approved(World.Request(lines: [("cups", 3), ("kettle", 1)]))).ReturnId;
        await world.Host.Drain();
        (await world.Get(id)).State.ShouldBe(ReturnState.PickupScheduled);

        (await world.CourierApp.ConfirmPickupAsync(new() { RequestId = World.NewId(), ReturnId = id, TrackingNo = "SF1" })).Return.TrackingNo.ShouldBe("SF1");
        var received = await world.Warehouse.ReceiveReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Received = { new Contracts.LineQuantity { LineId = "cups", Quantity = 2 }, new Contracts.LineQuantity { LineId = "kettle", Quantity = 1 } },
        });
        received.Return.State.ShouldBe(ReturnState.Received);
        var inspected = (await world.Warehouse.InspectReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Lines =
            {
                new LineInspection { LineId = "cups", Accepted = 1, Refused = 1, Reason = "chipped by Li Lei" },
                new LineInspection { LineId = "kettle", Accepted = 1 },
            },
        })).Return;
        inspected.State.ShouldBe(ReturnState.Completed);
        inspected.Refundable.ShouldBe(RefundBasis.Final);
        inspected.Lines[0].Refusal.ShouldBe("chipped by Li Lei");
        // One of three cups was not in the parcel: the return is over, who answers for the cup is not.
        inspected.Losses.Single().Missing.Single().ShouldBe(new Contracts.LineQuantity { LineId = "cups", Quantity = 1 });

        await world.Host.Drain();
        world.Host.Published.Where(e => e.Subject == id).Select(e => e.Type.Split('.')[^1]).ShouldBe(
            ["ReturnRequested", "ReturnApproved", "ReturnPickupBooked", "ReturnPickedUp", "ReturnReceived", "ReturnLossClaimed", "ReturnInspected", "RestockInstructed", "ReturnRefundable"],
            ignoreOrder: true);
        var told = world.Host.Last<ReturnRefundable>().Return;
        told.Refundable.ShouldBe(RefundBasis.Final);
        told.Lines.Select(l => l.Accepted).ShouldBe([1, 1]);
        told.Version.ShouldBe(inspected.Version);
        world.Host.Published.ShouldAllBe(e => !e.Json.Contains("Li Lei"));

        // R-RET-2: what was not accepted can be returned again; what was accepted cannot.
        (await world.Requested(ReturnReason.NoReason, ("cups", 2))).State.ShouldBe(ReturnState.Requested);
        await Refused.With("UNIT_ALREADY_HELD", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request()));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_4_R_RET_5_cheap_wrong_goods_stay_and_are_refunded_at_once(string database)
    {
        await using var world = await World.Start(database);
        var approved = await world.Approved(World.Request(ReturnReason.WrongItem, ("cups", 2)));
        approved.State.ShouldBe(ReturnState.Completed);
        approved.Lines.Single().Collection.ShouldBe(Collection.NotCollected);
        approved.Pickup.ShouldBeNull();
        await world.Host.Drain();
        var told = world.Host.Last<ReturnRefundable>().Return;
        (told.Refundable, told.Lines.Single().Accepted).ShouldBe((RefundBasis.Final, 2));
        (await world.CourierCalls("book")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_4_damaged_goods_are_scrapped_in_place_with_photos_only(string database)
    {
        await using var world = await World.Start(database);
        async Task<string> UnderReview(RequestReturnRequest request)
        {
            var id = (await world.Customer.RequestReturnAsync(request)).Return.ReturnId;
            await world.Specialist.StartReviewAsync(new() { RequestId = World.NewId(), ReturnId = id });
            return id;
        }

        var bare = World.Request(ReturnReason.Other);
        bare.EvidenceIds.Clear();
        await Refused.With("EVIDENCE_REQUIRED", StatusCode.FailedPrecondition, world.Specialist.ApproveReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = await UnderReview(bare),
            BeyondResale = true,
        }));
        var scrapped = (await world.Specialist.ApproveReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = await UnderReview(World.Request(ReturnReason.Damaged, ("cups", 1))),
            BeyondResale = true,
        })).Return;
        scrapped.Lines.Single().Collection.ShouldBe(Collection.ScrapInPlace);
        scrapped.Refundable.ShouldBe(RefundBasis.Final);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_3_a_rejected_return_tells_why_and_frees_its_units(string database)
    {
        await using var world = await World.Start(database);
        var id = (await world.Requested()).ReturnId;
        var early = await Refused.With("RETURN_STATE_INVALID", StatusCode.FailedPrecondition,
            world.Specialist.RejectReturnAsync(new() { RequestId = World.NewId(), ReturnId = id, Reason = "used" }));
        (early["current"], early["allowed"]).ShouldBe(("REQUESTED", "UNDER_REVIEW"));
        await world.Specialist.StartReviewAsync(new() { RequestId = World.NewId(), ReturnId = id });
        await Refused.With("ALREADY_DECIDED", StatusCode.FailedPrecondition,
            world.As("p_2", Contracts.Role.ReturnSpecialist).StartReviewAsync(new() { RequestId = World.NewId(), ReturnId = id }));
        await Refused.With("VERSION_CHANGED", StatusCode.Aborted,
            world.Specialist.RejectReturnAsync(new() { RequestId = World.NewId(), ReturnId = id, Reason = "used", ExpectedVersion = 1 }));
        var rejected = (await world.Specialist.RejectReturnAsync(new() { RequestId = World.NewId(), ReturnId = id, Reason = "used", ExpectedVersion = 2 })).Return;
        (rejected.State, rejected.Rejection).ShouldBe((ReturnState.Rejected, "used"));
        await world.Host.Drain();
        world.Host.Last<ReturnRejected>().Return.ReturnId.ShouldBe(id);
        await world.Requested();
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_customer_ships_themselves(string database)
    {
        await using var world = await World.Start(database);
        var request = World.Request();
        request.CustomerShips = true;
        var id = (await world.Approved(request)).ReturnId;
        await Refused.With("RETURN_STATE_INVALID", StatusCode.FailedPrecondition,
            world.CourierApp.ConfirmPickupAsync(new() { RequestId = World.NewId(), ReturnId = id, TrackingNo = "SF1" }));
        var shipped = (await world.Customer.RecordShipmentAsync(new() { RequestId = World.NewId(), ReturnId = id, TrackingNo = "YT1" })).Return;
        (shipped.State, shipped.TrackingNo).ShouldBe((ReturnState.InTransit, "YT1"));
        await world.Host.Drain();
        world.Host.Last<ReturnPickedUp>().Return.Lines.Single().Collection.ShouldBe(Collection.CustomerShips);
        (await world.CourierCalls("book")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Warehouse_counts_only_what_is_returned(string database)
    {
        await using var world = await World.Start(database);
        var id = (await world.Approved(World.Request())).ReturnId;
        AsyncUnaryCall<ReceiveReturnResponse> Receive(string line, int quantity) => world.Warehouse.ReceiveReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Received = { new Contracts.LineQuantity { LineId = line, Quantity = quantity } },
        });
        AsyncUnaryCall<InspectReturnResponse> Inspect(string line, int accepted) => world.Warehouse.InspectReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Lines = { new LineInspection { LineId = line, Accepted = accepted } },
        });
        await Refused.With("LINE_UNKNOWN", StatusCode.InvalidArgument, Receive("cups", 1));
        await Refused.With("QUANTITY_EXCEEDED", StatusCode.FailedPrecondition, Receive("kettle", 2));
        await Refused.With("RETURN_STATE_INVALID", StatusCode.FailedPrecondition, Inspect("kettle", 1));
        await Receive("kettle", 1);
        await Refused.With("LINE_UNKNOWN", StatusCode.InvalidArgument, Inspect("cups", 1));
        await Refused.With("QUANTITY_EXCEEDED", StatusCode.FailedPrecondition, Inspect("kettle", 2));
        await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument, Inspect("kettle", 0));
        (await Inspect("kettle", 1)).Return.State.ShouldBe(ReturnState.Completed);
        await Refused.With("RETURN_STATE_INVALID", StatusCode.FailedPrecondition,
            world.Customer.CancelReturnAsync(new() { RequestId = World.NewId(), ReturnId = id, Reason = "kept" }));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_return_that_a_customer_requested_gets_its_case_later(string database)
    {
        await using var world = await World.Start(database);
        var id = (await world.Requested()).ReturnId;
        var attached = await world.Plan.AttachCaseAsync(new() { RequestId = World.NewId(), ReturnId = id, CaseId = "case_1" });
        attached.Return.CaseId.ShouldBe("case_1");
        await Refused.With("ALREADY_DECIDED", StatusCode.FailedPrecondition,
            world.Plan.AttachCaseAsync(new() { RequestId = World.NewId(), ReturnId = id, CaseId = "case_2" }));
        await world.Plan.CancelReturnAsync(new() { RequestId = World.NewId(), ReturnId = id, Reason = "units are held" });
        await world.Host.Drain();
        world.Host.Last<ReturnCancelled>().Return.CaseId.ShouldBe("case_1");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task To_a_customer_anothers_return_does_not_exist(string database)
    {
        await using var world = await World.Start(database);
        var request = World.Request();
        request.CustomerShips = true;
        var id = (await world.Approved(request)).ReturnId;
        await Refused.With("RETURN_NOT_FOUND", StatusCode.NotFound, world.Stranger.GetReturnAsync(new() { ReturnId = id }));
        await Refused.With("RETURN_NOT_FOUND", StatusCode.NotFound,
            world.Stranger.CancelReturnAsync(new() { RequestId = World.NewId(), ReturnId = id, Reason = "kept" }));
        await Refused.With("RETURN_NOT_FOUND", StatusCode.NotFound,
            world.Stranger.RecordShipmentAsync(new() { RequestId = World.NewId(), ReturnId = id, TrackingNo = "YT1" }));
        await Refused.With("RETURN_NOT_FOUND", StatusCode.NotFound, world.Specialist.GetReturnAsync(new() { ReturnId = "ret_none" }));
        await Refused.With("RETURN_NOT_FOUND", StatusCode.NotFound,
            world.Specialist.StartReviewAsync(new() { RequestId = World.NewId(), ReturnId = "ret_none" }));
        var elsewhere = world.Host.Client(i => new ReturnsService.ReturnsServiceClient(i), "m2", "p_specialist", Contracts.Role.ReturnSpecialist);
        await Refused.With("RETURN_NOT_FOUND", StatusCode.NotFound, elsewhere.GetReturnAsync(new() { ReturnId = id }));
    }
}

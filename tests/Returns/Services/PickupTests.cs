using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using NodaTime;

namespace Aftersales.Returns.Tests.Services;

public sealed class PickupTests
{
    private static readonly Instant EndOfDay5 = Instant.FromUtc(2026, 6, 7, 16, 0);

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task The_courier_is_booked_once_under_a_number_that_follows_from_the_return(string database)
    {
        await using var world = await World.Start(database);
        var approved = await world.Approved(World.Request());
        approved.State.ShouldBe(ReturnState.Approved);
        approved.Pickup.BookingNo.ShouldBe($"pickup-{approved.ReturnId}");
        approved.Pickup.State.ShouldBe(PickupState.Booking);
        approved.Pickup.DueTime.ToDateTime().ShouldBe(EndOfDay5.ToDateTimeUtc());

        await world.Host.Drain();
        var booked = await world.Get(approved.ReturnId);
        (booked.State, booked.Pickup.State).ShouldBe((ReturnState.PickupScheduled, PickupState.Booked));
        (await world.CourierStatus(approved.Pickup.BookingNo)).ShouldBe("BOOKED");
        (await world.CourierCalls("book")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_booking_without_an_answer_is_asked_about_and_not_repeated(string database)
    {
        await using var world = await World.Start(database, timeoutSeconds: 0.3);
        await world.Fault("book", "TIMEOUT_AFTER");
        var id = (await world.Approved(World.Request())).ReturnId;
        await world.Host.Drain();
        (await world.Get(id)).State.ShouldBe(ReturnState.PickupScheduled);
        (await world.CourierCalls("book")).ShouldBe(1);
        (await world.CourierCalls("get")).ShouldBe(2);
    }

    [Theory]
    [InlineData("TIMEOUT_BEFORE")]
    [InlineData("ERROR_BEFORE")]
    public async Task A_booking_that_did_not_get_through_is_made_again_under_its_number(string fault)
    {
        await using var world = await World.Start("sqlite", timeoutSeconds: 0.3);
        await world.Fault("book", fault);
        var id = (await world.Approved(World.Request())).ReturnId;
        await world.Host.Drain();
        (await world.Get(id)).State.ShouldBe(ReturnState.PickupScheduled);
        (await world.CourierCalls("book")).ShouldBe(2);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_5_the_refund_is_advanced_once_when_day_5_passes_and_the_goods_still_come(string database)
    {
        await using var world = await World.Start(database);
        var id = (await world.Approved(World.Request())).ReturnId;
        await world.Host.Drain();
        await world.Host.MoveTo(EndOfDay5 - Duration.FromSeconds(1));
        world.Host.Published.ShouldNotContain(e => e.Type.EndsWith("ReturnRefundable"));
        await world.Host.MoveTo(EndOfDay5);
        world.Host.Last<ReturnRefundable>().Return.Refundable.ShouldBe(RefundBasis.Advance);
        var overdue = await world.Get(id);
        (overdue.State, overdue.Pickup.State).ShouldBe((ReturnState.PickupScheduled, PickupState.Overdue));

        await world.CourierApp.ConfirmPickupAsync(new() { RequestId = World.NewId(), ReturnId = id, TrackingNo = "SF1" });
        await world.Warehouse.ReceiveReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Received = { new Contracts.LineQuantity { LineId = "kettle", Quantity = 1 } },
        });
        await world.Warehouse.InspectReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Lines = { new LineInspection { LineId = "kettle", Accepted = 1 } },
        });
        await world.Host.Drain();
        world.Host.Last<ReturnInspected>().Return.Lines.Single().Accepted.ShouldBe(1);
        world.Host.Published.Count(e => e.Type.EndsWith("ReturnRefundable")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_5_the_courier_is_asked_before_a_pickup_counts_as_missed(string database)
    {
        await using var world = await World.Start(database);
        var approved = await world.Approved(World.Request());
        await world.Host.Drain();
        var waybill = await world.Collect(approved.Pickup.BookingNo);
        await world.Host.MoveTo(EndOfDay5);
        var underway = await world.Get(approved.ReturnId);
        (underway.State, underway.TrackingNo, underway.Refundable).ShouldBe((ReturnState.InTransit, waybill, RefundBasis.Unspecified));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_5_a_courier_that_does_not_answer_did_not_come(string database)
    {
        await using var world = await World.Start(database);
        var id = (await world.Approved(World.Request())).ReturnId;
        await world.Host.Drain();
        await world.Fault("get", "ERROR_BEFORE", times: 100);
        var asked = await world.CourierCalls("get");
        await world.Host.MoveTo(EndOfDay5);
        (await world.Get(id)).Refundable.ShouldBe(RefundBasis.Advance);
        // Once by the deadline, and once because the slot was over.
        (await world.CourierCalls("get")).ShouldBe(asked + 2);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task The_courier_is_called_off_with_the_return(string database)
    {
        await using var world = await World.Start(database);
        var approved = await world.Approved(World.Request());
        await world.Host.Drain();
        await world.Customer.CancelReturnAsync(new() { RequestId = World.NewId(), ReturnId = approved.ReturnId, Reason = "kept" });
        await world.Host.Drain();
        (await world.CourierStatus(approved.Pickup.BookingNo)).ShouldBe("CANCELLED");
        (await world.CourierCalls("cancel")).ShouldBe(1);
    }

    [Fact]
    public async Task R_CLK_4_a_review_that_nobody_finishes_is_escalated_and_lost_goods_are_refunded()
    {
        await using var world = await World.Start("sqlite");
        var silent = (await world.Requested(ReturnReason.NoReason, ("cups", 1))).ReturnId;
        var lost = (await world.Approved(World.Request())).ReturnId;
        await world.CourierApp.ConfirmPickupAsync(new() { RequestId = World.NewId(), ReturnId = lost, TrackingNo = "SF1" });
        await world.Host.Advance(Duration.FromDays(9));
        (await world.Get(silent)).Version.ShouldBe(2);
        var told = world.Host.Last<ReturnRefundable>().Return;
        (told.ReturnId, told.Refundable, told.ResponsibleParty).ShouldBe((lost, RefundBasis.Final, Contracts.ResponsibleParty.Courier));
    }
}

using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;

namespace Aftersales.Returns.Tests.Services;

/// <summary>Collection with the simulated courier over HTTP. It is Tuesday, 2 June, nine in the morning; day 5 is the Sunday.</summary>
public sealed class CollectionTests
{
    private static Instant At(int day, int hour) => Instant.FromUtc(2026, 6, day, 0, 0) + Duration.FromHours(hour - 8);

    private static PickupSlot Slot(int day, int from, int to) => new() { Date = $"2026-06-{day:D2}", FromTime = $"{from:D2}:00", ToTime = $"{to:D2}:00" };

    private static ReschedulePickupRequest Move(string id, PickupSlot slot, PickupAddress? address = null) =>
        new() { RequestId = World.NewId(), ReturnId = id, Slot = slot, Address = address };

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_4_the_customer_has_the_courier_come_at_another_time(string database)
    {
        await using var world = await World.Start(database);
        var (id, booking) = await Booked(world);
        var customer = world.Pickups(World.Buyer, Role.Customer);
        var request = Move(id, Slot(4, 14, 16));
        var asked = (await customer.ReschedulePickupAsync(request)).Return;
        (asked.Pickup.Slot, asked.Pickup.WantedSlot, asked.Pickup.DueTime).ShouldBe((Slot(3, 9, 18), Slot(4, 14, 16), (await world.Get(id)).Pickup.DueTime));
        (await customer.ReschedulePickupAsync(request)).Return.ShouldBe(asked);
        await world.Host.Drain();

        var moved = (await world.Get(id)).Pickup;
        (moved.Slot, moved.WantedSlot, moved.Reschedules, moved.ReschedulesLeft, moved.BookingNo).ShouldBe((Slot(4, 14, 16), null, 1, 1, booking));
        (await world.Ask($"courier/pickups/{booking}")).GetProperty("slot").GetProperty("from").GetString().ShouldBe("14:00:00");
        (await world.CourierCalls("book")).ShouldBe(1);
        world.Host.Last<ReturnPickupBooked>().ShouldBe(new() { Return = world.Host.Last<ReturnPickupBooked>().Return, Slot = Slot(4, 14, 16), Rescheduled = true });

        await Refused.With("PICKUP_SLOT_UNAVAILABLE", StatusCode.FailedPrecondition, customer.ReschedulePickupAsync(Move(id, Slot(8, 14, 16))));
        await customer.ReschedulePickupAsync(Move(id, Slot(5, 14, 16)));
        await Refused.With("PICKUP_RESCHEDULES_EXCEEDED", StatusCode.FailedPrecondition, customer.ReschedulePickupAsync(Move(id, Slot(6, 14, 16))));
        await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument, customer.ReschedulePickupAsync(Move(id, new() { Date = "2026-02-30" })));
        await Refused.With("RETURN_NOT_FOUND", StatusCode.NotFound, world.Pickups("buyer-2", Role.Customer).ReschedulePickupAsync(Move(id, Slot(6, 14, 16))));
        await world.Pickups("p_agent", Role.AgentL1).ReschedulePickupAsync(Move(id, Slot(6, 14, 16)));
        await world.Host.Drain();
        await world.Collect(booking);
        await world.MoveTo(At(6, 16));
        await Refused.With("PICKUP_DONE", StatusCode.FailedPrecondition, customer.ReschedulePickupAsync(Move(id, Slot(7, 14, 16))));
    }

    [Theory]
    [InlineData("TIMEOUT_AFTER", 1)]
    [InlineData("TIMEOUT_BEFORE", 2)]
    [InlineData("ERROR_BEFORE", 2)]
    public async Task R_RET_4_a_new_slot_without_an_answer_is_asked_about(string fault, int told)
    {
        await using var world = await World.Start("sqlite", timeoutSeconds: 0.3);
        var (id, booking) = await Booked(world);
        await world.Fault("reschedule", fault);
        await world.Pickups("p_agent", Role.AgentL2).ReschedulePickupAsync(Move(id, Slot(4, 9, 12)));
        await world.MoveTo(world.Host.Now + Duration.FromMinutes(10));
        (await world.Get(id)).Pickup.Slot.ShouldBe(Slot(4, 9, 12));
        (await world.Ask($"courier/pickups/{booking}")).GetProperty("slot").GetProperty("date").GetString().ShouldBe("2026-06-04");
        (await world.CourierCalls("reschedule")).ShouldBe(told);
    }

    [Fact]
    public async Task R_RET_4_a_slot_that_the_courier_does_not_take_is_a_persons()
    {
        await using var world = await World.Start("sqlite");
        var (id, _) = await Booked(world);
        await world.Faults("courier.reschedule", "BUSINESS_ERROR", "SLOT_FULL");
        await world.Pickups(World.Buyer, Role.Customer).ReschedulePickupAsync(Move(id, Slot(4, 9, 12)));
        await world.Host.Drain();
        var pickup = (await world.Get(id)).Pickup;
        (pickup.Slot, pickup.WantedSlot, pickup.Problem).ShouldBe((Slot(3, 9, 18), null, PickupProblem.SlotRefused));
        world.Host.Last<ReturnPickupBlocked>().Problem.ShouldBe(PickupProblem.SlotRefused);
        (await Blocked(world)).ShouldBe([id]);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_4_failed_attempts_are_made_good_on_the_next_working_day_and_the_third_is_a_persons(string database)
    {
        await using var world = await World.Start(database);
        var (id, booking) = await Booked(world);
        for (var n = 1; n <= 3; n++)
        {
            await world.Play($"courier/pickups/{booking}/attempts", $$"""{"attempt_no":"A-{{n}}","reason":"NOBODY_HOME","at":"2026-06-0{{2 + n}} 17:30:00"}""");
            await world.MoveTo(At(2 + n, 18));
            (await world.CourierCalls("reschedule")).ShouldBe(Math.Min(n, 2));
        }

        var pickup = (await world.Get(id)).Pickup;
        pickup.Attempts.Select(a => (a.Number, a.Failure, a.NextSlot)).ShouldBe(
        [
            (1, AttemptFailure.NobodyHome, Slot(4, 9, 18)), (2, AttemptFailure.NobodyHome, Slot(5, 9, 18)), (3, AttemptFailure.NobodyHome, null!),
        ]);
        (pickup.Problem, pickup.Reschedules).ShouldBe((PickupProblem.AttemptFailed, 0));
        (await Blocked(world)).ShouldBe([id]);
        world.Host.Published.Count(e => e.Type.EndsWith("ReturnPickupAttemptFailed")).ShouldBe(3);
        world.Host.Last<ReturnPickupBlocked>().Problem.ShouldBe(PickupProblem.AttemptFailed);

        await world.Pickups("p_agent", Role.AgentL1).ReschedulePickupAsync(Move(id, Slot(6, 9, 12)));
        await world.Host.Drain();
        (await Blocked(world)).ShouldBeEmpty();
        var waybill = await world.Collect(booking);
        await world.MoveTo(At(6, 12));
        var underway = await world.Get(id);
        (underway.State, underway.TrackingNo, underway.Pickup.State).ShouldBe((ReturnState.InTransit, waybill, PickupState.Done));
    }

    [Fact]
    public async Task R_RET_5_a_booking_that_the_courier_gave_up_is_made_anew_and_day_5_stands()
    {
        await using var world = await World.Start("sqlite");
        var (id, booking) = await Booked(world);
        await world.Play($"courier/pickups/{booking}/cancel");
        await world.MoveTo(At(3, 18));
        var lost = await world.Get(id);
        (lost.State, lost.Pickup.Problem, lost.Pickup.BookingNo).ShouldBe((ReturnState.Approved, PickupProblem.BookingCancelled, $"{booking}-2"));

        await world.Pickups("p_agent", Role.AgentL1).ReschedulePickupAsync(Move(id, Slot(5, 9, 12)));
        await world.Host.Drain();
        (await world.CourierStatus($"{booking}-2")).ShouldBe("BOOKED");
        await world.MoveTo(At(7, 24));
        (await world.Get(id)).Refundable.ShouldBe(RefundBasis.Advance);
    }

    [Fact]
    public async Task R_RET_3_where_the_parcel_is_comes_from_the_courier()
    {
        await using var world = await World.Start("sqlite");
        var (id, booking) = await Booked(world);
        var waybill = await world.Collect(booking);
        await world.MoveTo(At(3, 18));
        await world.Play($"courier/parcels/{waybill}/scans", """{"scan_no":"1","status":"IN_TRANSIT","place":"杭州","at":"2026-06-03 20:00:00"}""");
        await world.MoveTo(At(4, 6));
        var parcel = (await world.Get(id)).Parcels.Single();
        (parcel.Status, parcel.Tracks[^1].Place).ShouldBe((CourierStatus.InTransit, "杭州"));
        world.Host.Last<ReturnParcelTracked>().TrackingNo.ShouldBe(waybill);

        await world.Play($"courier/parcels/{waybill}/scans", """{"scan_no":"2","status":"LOST","at":"2026-06-04 07:00:00"}""");
        await world.Fault("parcel.get", "ERROR_BEFORE");
        await world.MoveTo(At(4, 18));
        (await world.Get(id)).Parcels.Single().Status.ShouldBe(CourierStatus.InTransit);
        await world.MoveTo(At(5, 6));
        var lost = await world.Get(id);
        (lost.State, lost.Refundable, lost.ResponsibleParty).ShouldBe((ReturnState.Completed, RefundBasis.Final, ResponsibleParty.Courier));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_3_a_customer_sends_two_parcels_and_each_is_followed(string database)
    {
        await using var world = await World.Start(database);
        var request = World.Request(ReturnReason.NoReason, ("cups", 2), ("kettle", 1));
        request.CustomerShips = true;
        var id = (await world.Approved(request)).ReturnId;
        await world.Play("courier/parcels", """{"waybill_no":"YT-1","weight_grams":900}""");
        await Ship("YT-1", "yto", "cups", 2);
        await Ship("ZT-2", "zto", "kettle", 1);
        await world.Play("courier/parcels/YT-1/scans", """{"scan_no":"1","status":"SIGNED","signer":{"relation":"GUARD"},"at":"2026-06-02 20:00:00"}""");
        await world.MoveTo(At(3, 9));
        var told = await world.Get(id);
        told.Parcels.Select(p => (p.TrackingNo, p.Carrier, p.Status, p.Received)).ShouldBe(
            [("YT-1", "yto", CourierStatus.Arrived, false), ("ZT-2", "zto", CourierStatus.Unspecified, false)]);
        await world.Warehouse.ReceiveReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            TrackingNo = "YT-1",
            Received = { new LineQuantity { LineId = "cups", Quantity = 2 } },
        });
        // The carrier of the other one is not asked: it says so itself.
        var said = await world.Pickups("courier-app", Role.Courier).RecordCourierReportAsync(Report("Z-1", CourierStatus.Lost, At(3, 8), trackingNo: "ZT-2"));
        (said.ReturnId, said.SetAside).ShouldBe((id, SetAsideReason.Unspecified));
        (await world.Get(id)).Parcels[1].Status.ShouldBe(CourierStatus.Lost);
        (await world.Specialist.ListReturnsAsync(new() { WorkList = ReturnWorkList.Claims })).Returns.Single().ReturnId.ShouldBe(id);
        foreach (var carrier in (string[])["yto", "zto"])
            (await world.Specialist.ListReturnsAsync(new() { WorkList = ReturnWorkList.Claims, Carrier = carrier })).Returns.Single().ReturnId.ShouldBe(id);
        (await world.Specialist.ListReturnsAsync(new() { WorkList = ReturnWorkList.Claims, Carrier = "pickup" })).Returns.ShouldBeEmpty();

        async Task Ship(string trackingNo, string carrier, string line, int quantity) => await world.Customer.RecordShipmentAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            TrackingNo = trackingNo,
            Carrier = carrier,
            Lines = { new LineQuantity { LineId = line, Quantity = quantity } },
        });
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task What_a_courier_says_twice_late_or_of_nothing_known_changes_nothing_and_is_kept(string database)
    {
        await using var world = await World.Start(database);
        var (id, booking) = await Booked(world);
        var courier = world.Pickups("courier-app", Role.Courier);
        var taken = Report("R-1", CourierStatus.PickedUp, world.Host.Now, booking, "SF9");
        (await courier.RecordCourierReportAsync(taken)).ShouldBe(new() { ReturnId = id });
        (await courier.RecordCourierReportAsync(taken)).ShouldBe(new() { ReturnId = id });
        (await Told("R-1", CourierStatus.PickedUp, booking, "SF9")).ShouldBe((id, SetAsideReason.Repeated));
        (await Told("R-2", CourierStatus.AttemptFailed, booking, "")).ShouldBe((id, SetAsideReason.Late));
        (await Told("R-3", CourierStatus.Lost, booking, "SF8")).ShouldBe((id, SetAsideReason.Unexpected));
        (await Told("R-4", CourierStatus.Lost, "", "SF7")).ShouldBe(("", SetAsideReason.Unknown));
        (await Told("R-5", CourierStatus.BookingCancelled, "pickup-ret_00000000000000000000000000", "")).ShouldBe(("", SetAsideReason.Unknown));
        (await Told("R-6", CourierStatus.Lost, "", "SF7")).ShouldBe(("", SetAsideReason.Unknown));

        var got = await world.Get(id);
        got.State.ShouldBe(ReturnState.InTransit);
        got.SetAsideReports.Select(r => (r.ReportNo, r.Reason, r.Count)).ShouldBe(
            [("R-1", SetAsideReason.Repeated, 1), ("R-2", SetAsideReason.Late, 1), ("R-3", SetAsideReason.Unexpected, 1)]);
        (await world.Customer.GetReturnAsync(new() { ReturnId = id })).Return.SetAsideReports.ShouldBeEmpty();

        var desk = world.Pickups("p_agent", Role.AgentL1);
        var unmatched = (await desk.ListUnmatchedReportsAsync(new())).Unmatched;
        unmatched.Select(u => (u.Reference, u.Count)).ShouldBe([("SF7", 2), ("pickup-ret_00000000000000000000000000", 1)], ignoreOrder: true);
        await Refused.With("ROLE_REQUIRED", StatusCode.PermissionDenied, courier.ListUnmatchedReportsAsync(new()));
        await world.Host.Advance(Duration.FromDays(31));
        (await desk.ListUnmatchedReportsAsync(new())).Unmatched.ShouldBeEmpty();

        async Task<(string, SetAsideReason)> Told(string no, CourierStatus status, string bookingNo, string trackingNo)
        {
            var told = await courier.RecordCourierReportAsync(Report(no, status, world.Host.Now, bookingNo, trackingNo));
            return (told.ReturnId, told.SetAside);
        }
    }

    [Fact]
    public async Task A_report_that_makes_no_sense_is_refused()
    {
        await using var world = await World.Start("sqlite");
        var courier = world.Pickups("courier-app", Role.Courier);
        RecordCourierReportRequest[] senseless =
        [
            Report("R-1", CourierStatus.Lost, world.Host.Now),
            Report("R-1", CourierStatus.PickedUp, world.Host.Now, "pickup-ret_0"),
            Report("R-1", CourierStatus.Lost, world.Host.Now + Duration.FromHours(1), trackingNo: "SF1"),
            new(Report("R-1", CourierStatus.Lost, world.Host.Now, trackingNo: "SF1")) { Failure = AttemptFailure.NobodyHome },
        ];
        foreach (var report in senseless)
            await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument, courier.RecordCourierReportAsync(report));
    }

    [Fact]
    public async Task R_PPL_2_the_courier_is_told_where_the_goods_are_and_nobody_else()
    {
        await using var world = await World.Start("sqlite");
        var (_, booking) = await Booked(world);
        var sender = (await world.Ask($"courier/pickups/{booking}")).GetProperty("sender");
        (sender.GetProperty("name").GetString(), sender.GetProperty("phone").GetString(), sender.GetProperty("address").GetString())
            .ShouldBe((FakeTracking.Name, FakeTracking.Phone, FakeTracking.Address));
        world.Tracking.Read.ShouldBe([World.Order]);

        var request = World.Request(ReturnReason.NoReason, ("cups", 1));
        request.PickupAddress = new() { Name = "李娜", Phone = "13912345678", Address = "上海市浦东新区世纪大道1号88楼" };
        var elsewhere = await world.Approved(request);
        await world.Host.Drain();
        var told = await world.Ask($"courier/pickups/{elsewhere.Pickup.BookingNo}");
        told.GetProperty("sender").GetProperty("address").GetString().ShouldBe(request.PickupAddress.Address);
        world.Tracking.Read.Count.ShouldBe(1);
        var shown = (await world.Get(elsewhere.ReturnId)).Pickup;
        (shown.NameMasked, shown.PhoneMasked, shown.AddressMasked).ShouldBe(("李**", "139****5678", "上海市浦东新***"));
        world.Host.Published.ShouldNotContain(e => e.Json.Contains("世纪大道") || e.Json.Contains("13912345678"));
    }

    [Fact]
    public async Task R_RET_4_nobody_is_sent_where_nobody_knows_and_an_address_has_the_courier_come()
    {
        await using var world = await World.Start("sqlite");
        world.Tracking.Nameless.Add(World.Order);
        var approved = await world.Approved(World.Request());
        await world.Host.Drain();
        var missing = await world.Get(approved.ReturnId);
        (missing.State, missing.Pickup.Problem).ShouldBe((ReturnState.Approved, PickupProblem.AddressMissing));
        (await Blocked(world)).ShouldBe([approved.ReturnId]);
        (await world.CourierCalls("book")).ShouldBe(0);

        var address = new PickupAddress { Name = "李娜", Phone = "13912345678", Address = "上海市浦东新区世纪大道1号88楼" };
        await world.Pickups(World.Buyer, Role.Customer).ReschedulePickupAsync(Move(approved.ReturnId, Slot(4, 9, 12), address));
        await world.Host.Drain();
        (await world.Get(approved.ReturnId)).State.ShouldBe(ReturnState.PickupScheduled);

        address.Address = "上海市浦东新区世纪大道2号12楼";
        await world.Pickups("p_agent", Role.AgentL1).ReschedulePickupAsync(Move(approved.ReturnId, Slot(4, 9, 12), address));
        await world.Host.Drain();
        (await world.Ask($"courier/pickups/{approved.Pickup.BookingNo}")).GetProperty("sender").GetProperty("address").GetString().ShouldBe(address.Address);
    }

    private static RecordCourierReportRequest Report(string no, CourierStatus status, Instant at, string bookingNo = "", string trackingNo = "") => new()
    {
        RequestId = World.NewId(),
        ReportNo = no,
        Status = status,
        OccurredTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(at.ToDateTimeUtc()),
        BookingNo = bookingNo,
        TrackingNo = trackingNo,
        Failure = status == CourierStatus.AttemptFailed ? AttemptFailure.NobodyHome : AttemptFailure.Unspecified,
    };

    private static async Task<(string Id, string BookingNo)> Booked(World world)
    {
        var approved = await world.Approved(World.Request());
        await world.Host.Drain();
        return (approved.ReturnId, approved.Pickup.BookingNo);
    }

    private static async Task<IEnumerable<string>> Blocked(World world) =>
        (await world.Specialist.ListReturnsAsync(new() { WorkList = ReturnWorkList.PickupsBlocked })).Returns.Select(r => r.ReturnId);
}

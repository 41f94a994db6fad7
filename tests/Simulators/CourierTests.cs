namespace Aftersales.Simulators.Tests;

public sealed class CourierTests : World
{
    private static object Slot(string date, string from = "09:00", string to = "11:00") => new { date, from, to };

    private Task<Reply> Book(string bookingNo, int grams = 900, string date = "2026-03-11", string? notifyUrl = null) => Post("courier/pickups", new
    {
        booking_no = bookingNo,
        slot = Slot(date),
        sender = new { name = BuyerName, phone = Buyer, address = "上海市浦东新区世纪大道1号" },
        receiver = new { name = "退货组", phone = "02100000000", address = "上海市嘉定区仓库路8号" },
        parcel = new { weight_grams = grams, description = "保温杯" },
        notify_url = notifyUrl,
    });

    [Fact]
    public async Task One_booking_number_50_times_at_once_books_once()
    {
        var replies = await AtOnce(50, _ => Book("B-1"));
        replies.Select(reply => reply["waybill_no"]).Distinct().Count().ShouldBe(1);
        (await Book("B-2"))["waybill_no"].ShouldNotBe(replies[0]["waybill_no"]);
        (await Book("B-1", grams: 901)).ErrorCode.ShouldBe("BOOKING_NO_REUSED");
    }

    [Theory]
    [InlineData(1, "10.00")]
    [InlineData(1000, "10.00")]
    [InlineData(1001, "13.00")]
    [InlineData(2001, "16.00")]
    public async Task R_RET_6_freight_follows_the_weight(int grams, string freight)
    {
        (await Post("courier/quotes", new { weight_grams = grams }))["freight_amount"].ShouldBe(freight);
        (await Book("B-1", grams))["freight_amount"].ShouldBe(freight);
    }

    [Fact]
    public async Task R_RET_3_a_pickup_is_moved_and_collected_and_then_weighs_what_the_courier_says()
    {
        var booked = await Book("B-1");
        booked["status"].ShouldBe("BOOKED");
        booked["freight_final"].ShouldBe("false");

        var moved = await Post("courier/pickups/B-1/reschedule", new { slot = Slot("2026-03-12") });
        moved.Body.GetProperty("slot").GetProperty("date").GetString().ShouldBe("2026-03-12");
        var collected = await Post("courier/pickups/B-1/collect", new { weight_grams = 2500 });
        collected["status"].ShouldBe("PICKED_UP");
        collected["freight_amount"].ShouldBe("16.00");
        collected["freight_final"].ShouldBe("true");

        (await Get("courier/pickups/B-1")).Body.GetRawText().ShouldBe(collected.Body.GetRawText());
        (await Get($"courier/parcels/{booked["waybill_no"]}"))["status"].ShouldBe("COLLECTED");
        (await Post("courier/pickups/B-1/cancel", new { })).ErrorCode.ShouldBe("BOOKING_STATE");
        (await Post("courier/pickups/B-1/reschedule", new { slot = Slot("2026-03-13") })).ErrorCode.ShouldBe("BOOKING_STATE");
    }

    [Fact]
    public async Task A_failed_attempt_is_known_by_its_number_and_the_pickup_stays_booked()
    {
        await Book("B-1");
        object attempt = new { attempt_no = "A-1", reason = "NOBODY_HOME" };
        var failed = await Post("courier/pickups/B-1/attempts", attempt);
        failed["status"].ShouldBe("BOOKED");
        failed.Body.GetProperty("attempts")[0].GetProperty("reason").GetString().ShouldBe("NOBODY_HOME");
        (await Post("courier/pickups/B-1/attempts", attempt)).Body.GetProperty("attempts").GetArrayLength().ShouldBe(1);
        (await Post("courier/pickups/B-1/attempts", new { attempt_no = "A-1", reason = "ADDRESS_WRONG" })).ErrorCode.ShouldBe("ATTEMPT_NO_REUSED");

        var address = new { name = "王建国", phone = "13800138078", address = "杭州市西湖区文三路1号" };
        var moved = await Post("courier/pickups/B-1/reschedule", new { slot = Slot("2026-03-12"), sender = address });
        moved.Body.GetProperty("sender").GetProperty("address").GetString().ShouldBe(address.address);
        await Post("courier/pickups/B-1/collect", new { });
        (await Post("courier/pickups/B-1/attempts", new { attempt_no = "A-2", reason = "NOBODY_HOME" })).ErrorCode.ShouldBe("BOOKING_STATE");
    }

    [Fact]
    public async Task A_cancelled_pickup_stays_cancelled_and_saying_so_twice_is_fine()
    {
        await Book("B-1");
        (await Post("courier/pickups/B-1/cancel", new { }))["status"].ShouldBe("CANCELLED");
        (await Post("courier/pickups/B-1/cancel", new { }))["status"].ShouldBe("CANCELLED");
        (await Post("courier/pickups/B-1/collect", new { })).ErrorCode.ShouldBe("BOOKING_STATE");
        (await Book("B-1"))["status"].ShouldBe("CANCELLED");
    }

    [Fact]
    public async Task Slots_in_the_past_unknown_bookings_and_bad_input_are_refused()
    {
        (await Book("B-1", date: "2026-03-09")).ErrorCode.ShouldBe("SLOT_OVER");
        (await Get("courier/pickups/B-9")).ErrorCode.ShouldBe("BOOKING_NOT_FOUND");
        var reply = await Post("courier/pickups/B-1/reschedule", new { slot = Slot("2026-03-12", "11:00", "09:00") });
        reply.Status.ShouldBe(400);
        reply.Body.GetProperty("error").GetProperty("field").GetString().ShouldBe("slot.to");
    }

    [Fact]
    public async Task Scans_come_once_by_their_number_and_in_order_of_time()
    {
        await Post("courier/parcels", new { waybill_no = "W-1", weight_grams = 500 });
        await Post("courier/parcels/W-1/scans", new { scan_no = "2", status = "OUT_FOR_DELIVERY", at = "2026-03-10 08:00:00" });
        await Post("courier/parcels/W-1/scans", new { scan_no = "1", status = "IN_TRANSIT", at = "2026-03-09T20:00:00+08:00", place = "嘉定分拨中心" });
        await Post("courier/parcels/W-1/scans", new { scan_no = "2", status = "OUT_FOR_DELIVERY", at = "2026-03-10 08:00:00" });

        var parcel = await Get("courier/parcels/W-1");

        parcel["status"].ShouldBe("OUT_FOR_DELIVERY");
        parcel.Body.GetProperty("scans").EnumerateArray().Select(scan => scan.GetProperty("scan_no").GetString()).ShouldBe(["1", "2"]);
        (await Post("courier/parcels/W-1/scans", new { scan_no = "2", status = "LOST" })).ErrorCode.ShouldBe("SCAN_NO_REUSED");
        (await Get("courier/parcels/W-1/proof")).ErrorCode.ShouldBe("NOT_SIGNED");
    }

    [Fact]
    public async Task Who_signed_is_told_by_the_proof_and_not_by_the_scans()
    {
        await Post("courier/parcels", new { waybill_no = "W-1", weight_grams = 500 });
        await Post("courier/parcels/W-1/scans", new
        {
            scan_no = "1",
            status = "SIGNED",
            signer = new { name = "门卫老李", relation = "GUARD", proof_sha256 = new string('a', 64) },
        });

        var proof = await Get("courier/parcels/W-1/proof");

        proof["signer_name"].ShouldBe("门卫老李");
        proof["signer_relation"].ShouldBe("GUARD");
        (await Get("courier/parcels/W-1")).Body.GetRawText().ShouldNotContain("门卫");
    }

    [Fact]
    public async Task Pickups_and_scans_are_notified()
    {
        await using var listener = new Listener();
        await listener.Start();

        var booked = await Book("B-1", notifyUrl: listener.Url);
        (await listener.Next()).GetProperty("content").GetProperty("status").GetString().ShouldBe("BOOKED");
        await Post($"courier/parcels/{booked["waybill_no"]}/scans", new { scan_no = "1", status = "LOST" });
        var scan = await listener.Next();

        scan.GetProperty("notify_type").GetString().ShouldBe("scan");
        scan.GetProperty("content").GetProperty("status").GetString().ShouldBe("LOST");
    }
}

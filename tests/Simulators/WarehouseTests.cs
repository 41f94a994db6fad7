namespace Aftersales.Simulators.Tests;

public sealed class WarehouseTests : World
{
    private Task<Reply> Order(int picked, params object[] parcels) => Put("warehouse/orders/O-1", new
    {
        lines = new object[] { new { sku = "CUP", barcode = "6900000000017", ordered = 3, picked }, new { sku = "LID", ordered = 1, picked = 1 } },
        parcels,
    });

    private static object Parcel(string waybillNo, params object[] lines) => new { waybill_no = waybillNo, lines };

    private static object Line(string sku, int quantity) => new { sku, quantity };

    private Task<Reply> Check(string checkNo, string waybillNo = "W-1", string sku = "CUP") =>
        Post("warehouse/content-checks", new { check_no = checkNo, order_no = "O-1", waybill_no = waybillNo, sku });

    [Theory]
    [InlineData(5, null, "true")]
    [InlineData(1, "2026-03-11T09:00:00+08:00", "true")]
    [InlineData(1, "2026-03-11T09:00:01+08:00", "false")]
    [InlineData(1, null, "false")]
    public async Task A_restock_within_24_hours_is_told(int onHand, string? restockAt, string restockable)
    {
        await Put("warehouse/stock/CUP", new { on_hand = onHand, restock_at = restockAt });
        (await Get("warehouse/stock/CUP?quantity=2"))["restockable_within_day"].ShouldBe(restockable);
    }

    [Fact]
    public async Task An_unknown_sku_and_a_negative_stock_are_refused()
    {
        (await Get("warehouse/stock/CUP")).ErrorCode.ShouldBe("SKU_NOT_FOUND");
        (await Put("warehouse/stock/CUP", new { on_hand = -1 })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_short_pick_is_confirmed_with_reason_and_restock()
    {
        await Put("warehouse/stock/CUP", new { on_hand = 0, restock_at = "2026-03-10T20:00:00+08:00" });
        await Order(2, Parcel("W-1", Line("CUP", 2), Line("LID", 1)));

        var line = (await Get("warehouse/orders/O-1/short-picks")).Body.GetProperty("lines").EnumerateArray().Single();

        line.GetProperty("sku").GetString().ShouldBe("CUP");
        line.GetProperty("short_quantity").GetInt32().ShouldBe(1);
        line.GetProperty("short_reason").GetString().ShouldBe("INSUFFICIENT");
        line.GetProperty("restockable_within_day").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_content_check_says_split_short_or_complete()
    {
        await Order(3, Parcel("W-1", Line("CUP", 1), Line("LID", 1)), Parcel("W-2", Line("CUP", 2)));
        var split = await Check("C-1");
        split["verdict"].ShouldBe("SPLIT");
        split["other_waybills"].ShouldBe("[\"W-2\"]");
        split["barcode"].ShouldBe("6900000000017");
        (await Check("C-2", sku: "LID"))["verdict"].ShouldBe("COMPLETE");

        await Order(2, Parcel("W-1", Line("CUP", 2), Line("LID", 1)));
        var isShort = await Check("C-3");
        isShort["verdict"].ShouldBe("SHORT");
        isShort["short_quantity"].ShouldBe("1");
        (await Check("C-1"))["verdict"].ShouldBe("SPLIT");
        (await Check("C-1", sku: "LID")).ErrorCode.ShouldBe("CHECK_NO_REUSED");
        (await Check("C-4", waybillNo: "W-9")).ErrorCode.ShouldBe("WAYBILL_NOT_IN_ORDER");
    }

    [Fact]
    public async Task More_packed_than_picked_is_bad_input()
    {
        var reply = await Order(1, Parcel("W-1", Line("CUP", 1)), Parcel("W-2", Line("CUP", 1)));
        reply.Status.ShouldBe(400);
        reply.Body.GetProperty("error").GetProperty("field").GetString().ShouldBe("parcels");
    }

    [Fact]
    public async Task R_RET_3_a_returned_parcel_is_expected_and_received_once()
    {
        var announced = new { return_no = "R-1", waybill_no = "W-7", lines = new[] { Line("CUP", 2) } };
        (await Post("warehouse/returns", announced))["status"].ShouldBe("EXPECTED");
        (await Post("warehouse/returns", announced)).Status.ShouldBe(200);
        (await Post("warehouse/returns", new { return_no = "R-1", lines = new[] { Line("CUP", 3) } })).ErrorCode.ShouldBe("RETURN_NO_REUSED");

        object Counted(int quantity) => new { lines = new[] { new { sku = "CUP", quantity, condition = "OPENED" } } };
        (await Post("warehouse/returns/R-1/receive", Counted(1)))["status"].ShouldBe("RECEIVED");
        (await Post("warehouse/returns/R-1/receive", Counted(1)))["received_at"].ShouldBe("2026-03-10T09:00:00+08:00");
        (await Post("warehouse/returns/R-1/receive", Counted(2))).ErrorCode.ShouldBe("ALREADY_RECEIVED");

        var known = await Get("warehouse/returns/R-1");
        known["waybill_no"].ShouldBe("W-7");
        known.Body.GetProperty("received_lines")[0].GetProperty("condition").GetString().ShouldBe("OPENED");
        (await Get("warehouse/returns/R-2")).ErrorCode.ShouldBe("RETURN_NOT_FOUND");
    }
}

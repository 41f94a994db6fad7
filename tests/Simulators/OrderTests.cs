namespace Aftersales.Simulators.Tests;

public sealed class OrderTests : World
{
    private static object Line(int quantity = 1) => new { line_id = "1", sku = "cup", quantity };

    private Task<Reply> Place(string orderNo, int quantity = 1) => Post("orders/orders", new
    {
        order_no = orderNo,
        original_order_no = "O-1",
        kind = "ORDER",
        paid_by = "PLATFORM",
        value = "20.00",
        lines = new[] { Line(quantity) },
    });

    [Fact]
    public async Task One_order_number_50_times_at_once_orders_once()
    {
        (await AtOnce(50, _ => Place("R-1"))).ShouldAllBe(reply => reply["status"] == "PLACED");
        (await Place("R-1", quantity: 2)).ErrorCode.ShouldBe("ORDER_NO_REUSED");
        (await Get("orders/orders/R-2")).ErrorCode.ShouldBe("ORDER_NOT_FOUND");
    }

    [Fact]
    public async Task An_order_leaves_and_arrives_and_is_not_cancelled_after_it_left()
    {
        await Place("R-1");
        (await Post("orders/orders/R-1/sign", new { })).ErrorCode.ShouldBe("ORDER_STATE");
        (await Post("orders/orders/R-1/dispatch", new { tracking_no = "SF1" }))["tracking_no"].ShouldBe("SF1");
        (await Post("orders/orders/R-1/cancel", new { })).ErrorCode.ShouldBe("ORDER_STATE");
        (await Post("orders/orders/R-1/sign", new { }))["status"].ShouldBe("SIGNED");

        await Place("R-2");
        (await Post("orders/orders/R-2/cancel", new { }))["status"].ShouldBe("CANCELLED");
        (await Post("orders/orders/R-2/cancel", new { }))["status"].ShouldBe("CANCELLED");
        (await Post("orders/orders/R-2/dispatch", new { tracking_no = "SF2" })).ErrorCode.ShouldBe("ORDER_STATE");

        await Place("R-3");
        await Post("orders/orders/R-3/dispatch", new { tracking_no = "SF3" });
        (await Post("orders/orders/R-3/lose", new { }))["status"].ShouldBe("LOST");
    }

    [Fact]
    public async Task R_REP_1_an_original_is_registered_as_returned_without_refund_once_and_withdrawn_for_good()
    {
        var abnormal = new { return_no = "A-1", order_no = "O-1", lines = new[] { Line() } };
        (await AtOnce(20, _ => Post("orders/abnormal-returns", abnormal))).ShouldAllBe(reply => reply["status"] == "RETURNED_WITHOUT_REFUND");
        (await Post("orders/abnormal-returns", new { return_no = "A-1", order_no = "O-2", lines = new[] { Line() } })).ErrorCode.ShouldBe("RETURN_NO_REUSED");
        (await Post("orders/abnormal-returns/A-1/withdraw", new { }))["status"].ShouldBe("WITHDRAWN");
        (await Post("orders/abnormal-returns", abnormal))["status"].ShouldBe("WITHDRAWN");
        (await Post("orders/abnormal-returns/A-2/withdraw", new { })).ErrorCode.ShouldBe("RETURN_NOT_FOUND");
    }
}

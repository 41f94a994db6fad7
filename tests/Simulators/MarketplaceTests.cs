namespace Aftersales.Simulators.Tests;

public sealed class MarketplaceTests : World
{
    private Task<Reply> Submit(string number, string order = "O-1", string amount = "50.00") => Post("marketplace/submissions", new
    {
        submission_no = number,
        order_no = order,
        type = "MISSING_ITEM",
        amount,
        demand = "全额退款",
        position = "the parcel was complete",
        evidence = new[] { new string('a', 64) },
    });

    [Fact]
    public async Task One_number_submits_once_and_a_decision_stays()
    {
        (await AtOnce(20, _ => Submit("S-1"))).ShouldAllBe(reply => reply["status"] == "PENDING");
        (await Submit("S-1", amount: "60.00")).ErrorCode.ShouldBe("SUBMISSION_NO_REUSED");
        (await Get("marketplace/submissions/S-2")).ErrorCode.ShouldBe("SUBMISSION_NOT_FOUND");
        (await Post("marketplace/submissions/S-1/decide", new { remedy = "CASH", amount = "30.00", reason = "half" }))["amount"].ShouldBe("30.00");
        (await Post("marketplace/submissions/S-1/decide", new { reason = "no" }))["status"].ShouldBe("ACCEPTED");
        (await Submit("S-1"))["status"].ShouldBe("ACCEPTED");
        (await Post("marketplace/submissions/S-2/decide", new { reason = "no" })).ErrorCode.ShouldBe("SUBMISSION_NOT_FOUND");
    }

    [Fact]
    public async Task What_was_foreseen_is_decided_after_its_time()
    {
        await Post("marketplace/rulings", new { order_no = "O-1", remedy = "REFUND", reason = "not delivered", after_seconds = 3600 });
        await Post("marketplace/rulings", new { reason = "no grounds" });
        (await Submit("S-1"))["status"].ShouldBe("PENDING");
        (await Submit("S-2", "O-2"))["status"].ShouldBe("REJECTED");
        (await Submit("S-3", "O-3"))["status"].ShouldBe("PENDING", "a ruling is for one submission");
        Clock.Advance(TimeSpan.FromHours(1));
        (await Get("marketplace/submissions/S-1"))["remedy"].ShouldBe("REFUND");
        (await Post("marketplace/rulings", new { remedy = "CASH", reason = "x" })).ErrorCode.ShouldBe("INVALID_ARGUMENT");
    }
}

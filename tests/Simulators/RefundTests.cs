namespace Aftersales.Simulators.Tests;

public sealed class RefundTests : World
{
    protected override long OpeningBalanceFen => 0;

    [Fact]
    public async Task R_REF_4_one_request_number_50_times_at_once_moves_money_once()
    {
        await Trade("O-1", "100.00");

        var replies = await AtOnce(50, _ => Refund("O-1", "RF-1", "12.34"));

        replies.ShouldAllBe(reply => reply["code"] == "10000" && reply["refund_fee"] == "12.34");
        replies.Count(reply => reply["fund_change"] == "Y").ShouldBe(1);
        var statement = await Statement();
        statement["expense_count"].ShouldBe("1");
        statement["expense_amount"].ShouldBe("12.34");
        statement["closing_balance"].ShouldBe("87.66");
    }

    [Fact]
    public async Task The_same_number_with_another_amount_is_discordant()
    {
        await Trade("O-1", "100.00");
        await Refund("O-1", "RF-1", "12.34");

        (await Refund("O-1", "RF-1", "12.35")).SubCode.ShouldBe("ACQ.DISCORDANT_REPEAT_REQUEST");
        (await QueryRefund("O-1", "RF-1"))["refund_amount"].ShouldBe("12.34");
    }

    [Fact]
    public async Task R_REF_3_many_refunds_at_once_never_exceed_what_was_paid()
    {
        await Trade("O-1", "100.00");

        var replies = await AtOnce(30, i => Refund("O-1", $"RF-{i}", "9.00"));

        replies.Count(reply => reply["code"] == "10000").ShouldBe(11);
        replies.Where(reply => reply["code"] != "10000").ShouldAllBe(reply => reply.SubCode == "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
        (await Statement())["expense_amount"].ShouldBe("99.00");
    }

    [Fact]
    public async Task A_trade_refunded_in_full_is_closed()
    {
        await Trade("O-1", "10.00");
        await Refund("O-1", "RF-1", "4.00");
        (await Refund("O-1", "RF-2", "6.00"))["refund_fee"].ShouldBe("10.00");
        (await Ask("alipay.trade.query", new { out_trade_no = "O-1" }))["trade_status"].ShouldBe("TRADE_CLOSED");
    }

    [Fact]
    public async Task R_REF_2_a_settled_trade_is_no_longer_refunded_but_an_earlier_refund_still_answers()
    {
        await Trade("O-1", "100.00");
        await Refund("O-1", "RF-1", "1.00");
        await Post("payment/trades/finish", new { out_trade_no = "O-1" });

        (await Refund("O-1", "RF-2", "1.00")).SubCode.ShouldBe("ACQ.TRADE_HAS_FINISHED");
        (await Refund("O-1", "RF-1", "1.00"))["fund_change"].ShouldBe("N");
    }

    [Fact]
    public async Task A_trade_paid_longer_ago_than_the_refund_window_has_finished()
    {
        await Trade("O-1", "100.00");
        Clock.Advance(TimeSpan.FromDays(365));
        (await Refund("O-1", "RF-1", "1.00"))["fund_change"].ShouldBe("Y");
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await Refund("O-1", "RF-2", "1.00")).SubCode.ShouldBe("ACQ.TRADE_HAS_FINISHED");
    }

    [Fact]
    public async Task A_merchant_without_money_cannot_refund()
    {
        await Trade("O-1", "100.00");
        (await Transfer("T-1", "95.00"))["status"].ShouldBe("SUCCESS");

        (await Refund("O-1", "RF-1", "5.01")).SubCode.ShouldBe("ACQ.SELLER_BALANCE_NOT_ENOUGH");
        (await Refund("O-1", "RF-1", "5.00"))["fund_change"].ShouldBe("Y");
    }

    [Fact]
    public async Task An_unknown_refund_is_answered_without_refund_fields_and_an_unknown_trade_is_refused()
    {
        await Trade("O-1", "100.00");

        var unknown = await QueryRefund("O-1", "RF-1");
        unknown["code"].ShouldBe("10000");
        unknown["refund_status"].ShouldBeNull();
        unknown["refund_amount"].ShouldBeNull();
        (await QueryRefund("O-2", "RF-1")).SubCode.ShouldBe("ACQ.TRADE_NOT_EXIST");
        (await Refund("O-2", "RF-1", "1.00")).SubCode.ShouldBe("ACQ.TRADE_NOT_EXIST");
    }

    [Fact]
    public async Task A_trade_registered_twice_is_paid_once_and_other_content_is_discordant()
    {
        var first = await Trade("O-1", "100.00");
        (await Trade("O-1", "100.00"))["trade_no"].ShouldBe(first["trade_no"]);
        (await Trade("O-1", "100.01")).SubCode.ShouldBe("ACQ.DISCORDANT_REPEAT_REQUEST");
        (await Statement())["income_amount"].ShouldBe("100.00");
        first["trade_no"]!.Length.ShouldBe(28);
    }

    [Theory]
    [InlineData("12.3")]
    [InlineData("12.345")]
    [InlineData("12")]
    [InlineData("-1.00")]
    [InlineData("0.00")]
    [InlineData("01.00")]
    [InlineData("1e2")]
    [InlineData("１.00")]
    [InlineData("1000000000.00")]
    [InlineData("1.00\n")]
    [InlineData("")]
    public async Task An_amount_that_is_not_exact_to_two_places_is_bad_input(string amount)
    {
        await Trade("O-1", "100.00");

        var reply = await Refund("O-1", "RF-1", amount);

        reply["code"].ShouldBe("40004");
        reply.SubCode.ShouldBe("ACQ.INVALID_PARAMETER");
        reply["sub_msg"]!.ShouldStartWith("refund_amount: ");
        (await Statement())["expense_count"].ShouldBe("0");
    }

    [Fact]
    public async Task An_amount_as_a_number_and_a_missing_trade_are_bad_input()
    {
        (await Ask("alipay.trade.refund", new { out_trade_no = "O-1", out_request_no = "R", refund_amount = 1.5 }))["sub_msg"]!
            .ShouldStartWith("refund_amount: a string");
        (await Ask("alipay.trade.refund", new { out_request_no = "R", refund_amount = "1.00" }))["sub_msg"]!.ShouldStartWith("out_trade_no: ");
    }

    [Fact]
    public async Task The_time_of_a_refund_is_told_when_it_is_asked_for()
    {
        await Trade("O-1", "100.00");
        await Refund("O-1", "RF-1", "1.00");
        (await QueryRefund("O-1", "RF-1"))["gmt_refund_pay"].ShouldBeNull();
        (await QueryRefund("O-1", "RF-1", "gmt_refund_pay"))["gmt_refund_pay"].ShouldBe("2026-03-10 09:00:00");
    }
}

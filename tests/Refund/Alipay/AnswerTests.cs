using System.Text.Json.Nodes;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;
using Aftersales.Refunds.Ports.Alipay;
using NodaTime;
using static Aftersales.Refunds.Domain.RefusedBecause;

namespace Aftersales.Refunds.Tests.Alipay;

/// <summary>What each answer means; all of them are signed.</summary>
public sealed class AnswerTests
{
    private static readonly PaymentOrder Refund = new("pay_1", Money.Cny(12_34), "2026060222001419121412730660", null);
    private static readonly PaymentOrder Transfer = new("pay_2", Money.Cny(12_34), null, new("sealed"));
    private static readonly ChannelAnswer Unknown = new ChannelAnswer.Unknown();
    private static readonly ChannelAnswer Paid = new ChannelAnswer.Paid("N", Instant.FromUtc(2026, 6, 2, 1, 0));

    [Theory]
    [InlineData("ACQ.TRADE_HAS_FINISHED", Settled)]
    [InlineData("ACQ.BUYER_NOT_EXIST", Settled)]
    [InlineData("ACQ.NOT_ALLOW_PARTIAL_REFUND", Settled)]
    [InlineData("ACQ.SELLER_BALANCE_NOT_ENOUGH", NotNow)]
    [InlineData("ACQ.REASON_TRADE_BEEN_FREEZEN", NotNow)]
    [InlineData("ACQ.INVALID_PARAMETER", NotNow)]
    [InlineData("ACQ.TRADE_NOT_EXIST", ForGood)]
    [InlineData("ACQ.TRADE_HAS_CLOSE", ForGood)]
    [InlineData("ACQ.TRADE_NOT_ALLOW_REFUND", ForGood)]
    [InlineData("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", ForGood)]
    [InlineData("ACQ.REASON_TRADE_REFUND_FEE_ERR", ForGood)]
    [InlineData("PAYEE_NOT_EXIST", PayeeWrong)]
    [InlineData("PAYEE_USER_INFO_ERROR", PayeeWrong)]
    [InlineData("PAYEE_ACC_OCUPIED", PayeeWrong)]
    [InlineData("PERMIT_NON_BANK_LIMIT_PAYEE", PayeeWrong)]
    [InlineData("PAYER_BALANCE_NOT_ENOUGH", NotNow)]
    [InlineData("EXCEED_LIMIT_DM_MAX_AMOUNT", NotNow)]
    [InlineData("PRODUCT_NOT_SIGN", NotNow)]
    [InlineData("EXCEED_LIMIT_SM_MIN_AMOUNT", ForGood)]
    [InlineData("SECURITY_CHECK_FAILED", ForGood)]
    public void A_business_failure_with_a_code_that_says_so_is_a_refusal(string code, RefusedBecause because)
    {
        var refusal = new ChannelAnswer.Refused(code, because);
        AlipayAnswers.Refunded(Failure("40004", code), Refund).ShouldBe(refusal);
        AlipayAnswers.Transferred(Failure("40004", code), Transfer).ShouldBe(refusal);
    }

    [Theory]
    [InlineData("40004", "ACQ.SYSTEM_ERROR")]
    [InlineData("40004", "AQC.SYSTEM_ERROR")]
    [InlineData("40004", "SYSTEM_ERROR")]
    [InlineData("40004", "aop.ACQ.SYSTEM_ERROR")]
    [InlineData("40004", "ACQ.REFUND_CHARGE_ERROR")]
    [InlineData("40004", "ACQ.DISCORDANT_REPEAT_REQUEST")]
    [InlineData("40004", "PAYMENT_INFO_INCONSISTENCY")]
    [InlineData("40004", "REQUEST_PROCESSING")]
    [InlineData("40004", "BIZ_UNIQUE_EXCEPTION")]
    [InlineData("40004", "A_CODE_THAT_IS_NEW")]
    [InlineData("20000", "isp.unknow-error")]
    [InlineData("20000", "aop.unknow-error")]
    [InlineData("20000", "aop.ACQ.SYSTEM_ERROR")]
    [InlineData("20000", "PAYEE_NOT_EXIST")]
    [InlineData("20001", "aop.invalid-app-auth-token")]
    [InlineData("40001", "isv.missing-signature")]
    [InlineData("40002", "isv.invalid-signature")]
    [InlineData("40002", "isv.missing-app-cert-sn")]
    [InlineData("40003", "isv.missing-signature-config")]
    [InlineData("40005", "isv.app-call-limited")]
    [InlineData("40006", "isv.insufficient-isv-permissions")]
    [InlineData("10003", "ACQ.TRADE_NOT_EXIST")]
    public void R_REF_4_every_other_failure_is_unknown_and_says_its_code(string code, string subCode)
    {
        var unknown = new ChannelAnswer.Unknown(subCode);
        AlipayAnswers.Refunded(Failure(code, subCode), Refund).ShouldBe(unknown);
        AlipayAnswers.Transferred(Failure(code, subCode), Transfer).ShouldBe(unknown);
        AlipayAnswers.RefundFound(Failure(code, subCode), Refund).ShouldBe(unknown);
        AlipayAnswers.TransferFound(Failure(code, subCode), Transfer).ShouldBe(unknown);
    }

    [Fact]
    public void R_REF_4_a_failure_without_codes_is_unknown()
    {
        AlipayAnswers.Refunded([], Refund).ShouldBe(Unknown);
        AlipayAnswers.Refunded(new() { ["code"] = "40004" }, Refund).ShouldBe(Unknown);
        AlipayAnswers.Refunded(new() { ["code"] = 10000, ["fund_change"] = "Y" }, Refund).ShouldBe(Unknown);
    }

    [Theory]
    [InlineData("Y", "2026060222001419121412730660", "2026-06-02 09:00:00", true)]
    [InlineData("N", "2026060222001419121412730660", "2026-06-02 09:00:00", false)]
    [InlineData(null, "2026060222001419121412730660", "2026-06-02 09:00:00", false)]
    [InlineData("Y", "2026060222001419121412739999", "2026-06-02 09:00:00", false)]
    [InlineData("Y", "2026060222001419121412730660", "yesterday", false)]
    public void R_REF_4_a_refund_is_paid_when_funds_changed_and_else_asked_about(string? change, string tradeNo, string time, bool isPaid) =>
        AlipayAnswers.Refunded(new() { ["code"] = "10000", ["fund_change"] = change, ["trade_no"] = tradeNo, ["gmt_refund_pay"] = time }, Refund)
            .ShouldBe(isPaid ? new ChannelAnswer.Paid(tradeNo, Instant.FromUtc(2026, 6, 2, 1, 0)) : Unknown);

    [Theory]
    [InlineData("REFUND_SUCCESS", "pay_1", "12.34", "paid")]
    [InlineData("REFUND_SUCCESS", null, null, "paid")]
    [InlineData("REFUND_SUCCESS", "pay_9", "12.34", "unknown")]
    [InlineData("REFUND_SUCCESS", "pay_1", "12.35", "unknown")]
    [InlineData("REFUND_SUCCESS", "pay_1", "many", "unknown")]
    [InlineData("REFUND_PROCESSING", "pay_1", "12.34", "unknown")]
    [InlineData("REFUND_FAIL", "pay_1", "12.34", "reversed")]
    [InlineData(null, null, null, "not made")]
    public void A_refund_that_is_asked_about(string? status, string? number, string? amount, string meaning) =>
        AlipayAnswers.RefundFound(
            new()
            {
                ["code"] = "10000",
                ["refund_status"] = status,
                ["out_request_no"] = number,
                ["refund_amount"] = amount,
                ["trade_no"] = "N",
                ["gmt_refund_pay"] = "2026-06-02 09:00:00",
            }, Refund).ShouldBe(Meaning(meaning, "REFUND_FAIL"));

    [Theory]
    [InlineData("SUCCESS", "pay_2", "paid")]
    [InlineData("SUCCESS", "pay_9", "unknown")]
    [InlineData("FAIL", "pay_2", "reversed")]
    [InlineData("REFUND", "pay_2", "reversed")]
    [InlineData("DEALING", "pay_2", "unknown")]
    [InlineData("WAIT_PAY", "pay_2", "unknown")]
    [InlineData("CLOSED", "pay_2", "unknown")]
    [InlineData("SOMETHING_NEW", "pay_2", "unknown")]
    [InlineData(null, "pay_2", "unknown")]
    public void A_transfer_is_what_its_status_says(string? status, string number, string meaning)
    {
        JsonObject Said(string time) => new()
        {
            ["code"] = "10000",
            ["status"] = status,
            ["out_biz_no"] = number,
            ["order_id"] = "N",
            ["error_code"] = "PAYEE_ACCOUNT_STATUS_ERROR",
            [time] = "2026-06-02 09:00:00",
        };
        AlipayAnswers.Transferred(Said("trans_date"), Transfer).ShouldBe(Meaning(meaning, "PAYEE_ACCOUNT_STATUS_ERROR"));
        AlipayAnswers.TransferFound(Said("pay_date"), Transfer).ShouldBe(Meaning(meaning, "PAYEE_ACCOUNT_STATUS_ERROR"));
    }

    [Fact]
    public void A_transfer_of_another_amount_is_unknown() => AlipayAnswers.TransferFound(
        new() { ["code"] = "10000", ["status"] = "SUCCESS", ["order_id"] = "N", ["pay_date"] = "2026-06-02 09:00:00", ["trans_amount"] = 12.35m }, Transfer)
        .ShouldBe(Unknown);

    [Fact]
    public void What_the_channel_has_no_trade_or_order_of_was_not_made()
    {
        AlipayAnswers.RefundFound(Failure("40004", "ACQ.TRADE_NOT_EXIST"), Refund).ShouldBe(new ChannelAnswer.NotMade());
        AlipayAnswers.RefundFound(Failure("40004", "TRADE_NOT_EXIST"), Refund).ShouldBe(new ChannelAnswer.NotMade());
        AlipayAnswers.TransferFound(Failure("40004", "ORDER_NOT_EXIST"), Transfer).ShouldBe(new ChannelAnswer.NotMade());
    }

    private static ChannelAnswer Meaning(string meaning, string code) => meaning switch
    {
        "paid" => Paid,
        "reversed" => new ChannelAnswer.Reversed(code),
        "not made" => new ChannelAnswer.NotMade(),
        _ => Unknown,
    };

    private static JsonObject Failure(string code, string subCode) => new() { ["code"] = code, ["msg"] = "…", ["sub_code"] = subCode };
}

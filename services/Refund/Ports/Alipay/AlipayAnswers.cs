using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>
/// What signed answers mean. 10000 says that the call was served, not that money moved; a business failure (40004) is a refusal only with a sub-code
/// that says so; all else is unknown (R-REF-4).
/// </summary>
internal static class AlipayAnswers
{
    /// <summary><c>alipay.trade.refund</c>: only a change of funds is a payment; without one, e.g. in a repeat, the query tells.</summary>
    public static ChannelAnswer Refunded(JsonObject answer, PaymentOrder order) => Text(answer, "code") switch
    {
        "10000" when Text(answer, "fund_change") == "Y" && IsAbout(answer, "trade_no", order.TradeNo!) => Paid(answer, "trade_no", "gmt_refund_pay"),
        "40004" => Refused(Text(answer, "sub_code")),
        _ => Unknown(answer),
    };

    /// <summary><c>alipay.trade.fastpay.refund.query</c>: without a status there is no such refund, or it failed; it can be asked for again.</summary>
    public static ChannelAnswer RefundFound(JsonObject answer, PaymentOrder order) =>
        (Text(answer, "code"), Text(answer, "refund_status"), Text(answer, "sub_code")) switch
        {
            ("10000", "REFUND_SUCCESS", _) when IsAbout(answer, "out_request_no", order.OutRequestNo) && IsAmount(answer, "refund_amount", order.Amount) =>
                Paid(answer, "trade_no", "gmt_refund_pay"),
            ("10000", "REFUND_FAIL", _) => new ChannelAnswer.Reversed("REFUND_FAIL"),
            ("10000", null, _) => new ChannelAnswer.NotMade(),
            ("40004", _, "ACQ.TRADE_NOT_EXIST" or "TRADE_NOT_EXIST") => new ChannelAnswer.NotMade(),
            _ => Unknown(answer),
        };

    /// <summary><c>alipay.fund.trans.uni.transfer</c>.</summary>
    public static ChannelAnswer Transferred(JsonObject answer, PaymentOrder order) => Text(answer, "code") switch
    {
        "10000" when IsAbout(answer, "out_biz_no", order.OutRequestNo) => Stands(answer, "trans_date"),
        "40004" => Refused(Text(answer, "sub_code")),
        _ => Unknown(answer),
    };

    /// <summary><c>alipay.fund.trans.common.query</c>.</summary>
    public static ChannelAnswer TransferFound(JsonObject answer, PaymentOrder order) => (Text(answer, "code"), Text(answer, "sub_code")) switch
    {
        ("10000", _) when IsAbout(answer, "out_biz_no", order.OutRequestNo) && IsAmount(answer, "trans_amount", order.Amount) => Stands(answer, "pay_date"),
        ("40004", "ORDER_NOT_EXIST") => new ChannelAnswer.NotMade(),
        _ => Unknown(answer),
    };

    // FAIL and REFUND hold the number for ever; DEALING and WAIT_PAY are under way, CLOSED is of another product.
    private static ChannelAnswer Stands(JsonObject answer, string time) => Text(answer, "status") switch
    {
        "SUCCESS" => Paid(answer, "order_id", time),
        ("FAIL" or "REFUND") and var status => new ChannelAnswer.Reversed(Text(answer, "error_code") ?? status),
        _ => Unknown(answer),
    };

    private static ChannelAnswer Paid(JsonObject answer, string number, string time) =>
        Text(answer, number) is { } channelNo && Text(answer, time) is { } text && AlipayTime.Read(text) is { } at
            ? new ChannelAnswer.Paid(channelNo, at)
            : Unknown(answer);

    private static ChannelAnswer Refused(string? code) => code is not null && AlipayRefusals.Because(code) is { } because
        ? new ChannelAnswer.Refused(code, because)
        : new ChannelAnswer.Unknown(code);

    private static ChannelAnswer.Unknown Unknown(JsonObject answer) =>
        new(Text(answer, "code") == "10000" ? null : Text(answer, "sub_code") ?? Text(answer, "code"));

    // What an answer leaves out is not held against it; what it says has to be about this payment.
    private static bool IsAbout(JsonObject answer, string field, string number) => Text(answer, field) is not { } said || said == number;

    private static bool IsAmount(JsonObject answer, string field, Money amount) => answer[field] is not JsonValue said
        || (decimal.TryParse(said.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan * 100 == amount.Minor);

    private static string? Text(JsonObject answer, string field) =>
        answer[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;
}

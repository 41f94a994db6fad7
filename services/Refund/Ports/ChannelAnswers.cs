using System.Text.Json.Nodes;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Refunds.Ports;

/// <summary>What the channel's answers mean; null for whatever does not say whether money moved.</summary>
internal static class ChannelAnswers
{
    private static readonly LocalDateTimePattern BeijingTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static ChannelAnswer? Refunded(JsonObject? answer) => Text(answer, "code") switch
    {
        "10000" => Paid(answer, "trade_no", "gmt_refund_pay"),
        "40004" => Refused(Text(answer, "sub_code")),
        _ => null,
    };

    public static ChannelAnswer? Transferred(JsonObject? answer) => Text(answer, "code") switch
    {
        "10000" => Found(answer, "trans_date"),
        "40004" => Refused(Text(answer, "sub_code")),
        _ => null,
    };

    public static ChannelAnswer? RefundFound(JsonObject? answer) => (Text(answer, "code"), Text(answer, "refund_status"), Text(answer, "sub_code")) switch
    {
        ("10000", "REFUND_SUCCESS", _) => Paid(answer, "trade_no", "gmt_refund_pay"),
        ("10000", "REFUND_FAIL", _) => new ChannelAnswer.Reversed("REFUND_FAIL"),
        ("10000", null, _) => new ChannelAnswer.NotMade(),
        ("40004", _, "ACQ.TRADE_NOT_EXIST") => new ChannelAnswer.NotMade(),
        _ => null,
    };

    public static ChannelAnswer? TransferFound(JsonObject? answer) => (Text(answer, "code"), Text(answer, "sub_code")) switch
    {
        ("10000", _) => Found(answer, "pay_date"),
        ("40004", "ORDER_NOT_EXIST") => new ChannelAnswer.NotMade(),
        _ => null,
    };

    private static ChannelAnswer? Found(JsonObject? answer, string time) => Text(answer, "status") switch
    {
        "SUCCESS" => Paid(answer, "order_id", time),
        "REFUND" => new ChannelAnswer.Reversed(Text(answer, "error_code") ?? "REFUND"),
        _ => null,
    };

    private static ChannelAnswer.Paid? Paid(JsonObject? answer, string number, string time) =>
        Text(answer, number) is { } channelNo && Text(answer, time) is { } text && BeijingTime.Parse(text) is { Success: true } at
            ? new(channelNo, at.Value.InZoneLeniently(BusinessCalendar.Default.Zone).ToInstant())
            : null;

    // A number that was used with another content: only asking tells what stands under it.
    private static ChannelAnswer.Refused? Refused(string? code) => code switch
    {
        null or "ACQ.SYSTEM_ERROR" or "SYSTEM_ERROR" or "ACQ.DISCORDANT_REPEAT_REQUEST" or "PAYMENT_INFO_INCONSISTENCY" => null,
        "ACQ.TRADE_HAS_FINISHED" => new(code, RefusedBecause.Settled),
        "PAYEE_NOT_EXIST" or "PAYEE_USER_INFO_ERROR" or "PAYEE_ACCOUNT_STATUS_ERROR" => new(code, RefusedBecause.PayeeWrong),
        "ACQ.SELLER_BALANCE_NOT_ENOUGH" or "PAYER_BALANCE_NOT_ENOUGH" => new(code, RefusedBecause.NotNow),
        _ => new(code, RefusedBecause.ForGood),
    };

    private static string? Text(JsonObject? answer, string field) =>
        answer?[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

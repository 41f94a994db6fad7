using System.Text.Json.Serialization;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Payment;

/// <summary>The payment channel's words: <c>code</c>/<c>msg</c>, and <c>sub_code</c>/<c>sub_msg</c> with a refusal at HTTP 200.</summary>
internal static class Alipay
{
    public const string TradeNotExist = "ACQ.TRADE_NOT_EXIST";
    public const string TradeHasFinished = "ACQ.TRADE_HAS_FINISHED";
    public const string RefundExceedsTotal = "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL";
    public const string DiscordantRepeat = "ACQ.DISCORDANT_REPEAT_REQUEST";
    public const string SellerBalanceNotEnough = "ACQ.SELLER_BALANCE_NOT_ENOUGH";
    public const string PayeeNotExist = "PAYEE_NOT_EXIST";
    public const string PayeeUserInfoError = "PAYEE_USER_INFO_ERROR";
    public const string PayerBalanceNotEnough = "PAYER_BALANCE_NOT_ENOUGH";
    public const string PaymentInfoInconsistency = "PAYMENT_INFO_INCONSISTENCY";
    public const string BelowLeastTransfer = "EXCEED_LIMIT_SM_MIN_AMOUNT";
    public const string OrderNotExist = "ORDER_NOT_EXIST";
    public const string BillNotExist = "isp.bill_not_exist";

    private static readonly Dictionary<string, string> Messages = new()
    {
        [TradeNotExist] = "交易不存在",
        [TradeHasFinished] = "交易已完结",
        [RefundExceedsTotal] = "退款金额超限",
        [DiscordantRepeat] = "不一致的请求",
        [SellerBalanceNotEnough] = "卖家余额不足",
        [PayeeNotExist] = "收款账号不存在",
        [PayeeUserInfoError] = "支付宝账号和姓名不匹配",
        [PayerBalanceNotEnough] = "付款方余额不足",
        [PaymentInfoInconsistency] = "两次请求商户单号一样，但是参数不一致",
        [BelowLeastTransfer] = "单笔最低转账金额0.1元",
        [OrderNotExist] = "转账订单不存在",
        [BillNotExist] = "账单不存在",
    };

    public static readonly Voice Voice = new(
        violation => Answer.Json(StatusCodes.Status400BadRequest, "isv.invalid-parameter", new
        {
            Code = "40002",
            Msg = "Invalid Arguments",
            SubCode = "isv.invalid-parameter",
            SubMsg = $"{violation.Field}: {violation.Rule}",
            violation.Field,
            violation.Rule,
        }),
        () => Answer.Json(StatusCodes.Status500InternalServerError, "ACQ.SYSTEM_ERROR", new
        {
            Code = "20000",
            Msg = "Service Currently Unavailable",
            SubCode = "ACQ.SYSTEM_ERROR",
            SubMsg = "系统繁忙",
        }),
        Refuse);

    public static Answer Refuse(string subCode) => Answer.Json(StatusCodes.Status200OK, subCode, new
    {
        Code = "40004",
        Msg = "Business Failed",
        SubCode = subCode,
        SubMsg = Messages.GetValueOrDefault(subCode, "业务处理失败"),
    });
}

/// <summary>What every answer of the channel that is not a refusal starts with.</summary>
internal abstract record Success
{
    [JsonPropertyOrder(-2)]
    public string Code { get; } = "10000";

    [JsonPropertyOrder(-1)]
    public string Msg { get; } = "Success";
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aftersales.Kernel;
using Aftersales.Platform.Identity;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>The payment channel that is Alipay: refunds of its trades, and transfers to its accounts.</summary>
internal sealed partial class AlipayChannel(AlipayGateway gateway, AlipaySettings settings, Vault vault) : IPaymentChannel
{
    private const string Title = "售后退款";

    /// <summary>The contract under which single transfers are made without a person confirming each.</summary>
    private const string Product = "TRANS_ACCOUNT_NO_PWD";
    private const string Scene = "DIRECT_TRANSFER";

    public Task<ChannelAnswer> Pay(PaymentOrder order, CancellationToken cancel) => (order.TradeNo, settings.Transfers) switch
    {
        ({ } tradeNo, _) => Call("alipay.trade.refund", AlipayAnswers.Refunded, order, new()
        {
            ["trade_no"] = tradeNo,
            ["out_request_no"] = order.OutRequestNo,
            ["refund_amount"] = order.Amount.ToDecimalText(),
            ["refund_reason"] = Title,
        }, cancel),
        (null, true) when PayeeDetails.Open(order.SealedPayee!, vault) is { } payee =>
            Call("alipay.fund.trans.uni.transfer", AlipayAnswers.Transferred, order, Transfer(order, payee), cancel),
        // Nobody knows any more to whom: they are asked for it again.
        (null, true) => Task.FromResult<ChannelAnswer>(new ChannelAnswer.Refused("PAYEE_ERASED", RefusedBecause.PayeeWrong)),
        _ => Task.FromResult<ChannelAnswer>(new ChannelAnswer.Refused("TRANSFERS_OFF", RefusedBecause.NotNow)),
    };

    public Task<ChannelAnswer> Ask(PaymentOrder order, CancellationToken cancel) => (order.TradeNo, settings.Transfers) switch
    {
        ({ } tradeNo, _) => Call("alipay.trade.fastpay.refund.query", AlipayAnswers.RefundFound, order, new()
        {
            ["trade_no"] = tradeNo,
            ["out_request_no"] = order.OutRequestNo,
            ["query_options"] = new JsonArray("gmt_refund_pay"),
        }, cancel),
        (null, true) => Call("alipay.fund.trans.common.query", AlipayAnswers.TransferFound, order, new()
        {
            ["out_biz_no"] = order.OutRequestNo,
            ["product_code"] = Product,
            ["biz_scene"] = Scene,
        }, cancel),
        _ => Task.FromResult<ChannelAnswer>(new ChannelAnswer.Unknown("TRANSFERS_OFF")),
    };

    private async Task<ChannelAnswer> Call(
        string method, Func<JsonObject, PaymentOrder, ChannelAnswer> meaning, PaymentOrder order, JsonObject content, CancellationToken cancel) =>
        await gateway.Call(method, order.OutRequestNo, content, cancel) is { } answer ? meaning(answer, order) : new ChannelAnswer.Unknown();

    private static JsonObject Transfer(PaymentOrder order, PayeeDetails payee) => new()
    {
        ["out_biz_no"] = order.OutRequestNo,
        ["trans_amount"] = order.Amount.ToDecimalText(),
        ["product_code"] = Product,
        ["biz_scene"] = Scene,
        ["order_title"] = Title,
        ["remark"] = Title,
        ["payee_info"] = new JsonObject
        {
            ["identity"] = payee.Account,
            ["identity_type"] = UserId().IsMatch(payee.Account) ? "ALIPAY_USER_ID" : "ALIPAY_LOGON_ID",
            ["name"] = payee.RealName,
        },
    };

    // Alipay's own numbers of people; what people log on with is a phone number or an address.
    [GeneratedRegex(@"\A2088[0-9]{12}\z")]
    private static partial Regex UserId();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Aftersales.Kernel;
using Aftersales.Platform.Identity;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Ports;

/// <summary>
/// The channel over HTTP, in Alipay's words: only code 10000 is success and only 40004 a refusal; anything else, and no answer, is unknown.
/// </summary>
public sealed class HttpPaymentChannel(HttpClient http, Vault vault) : IPaymentChannel
{
    private static readonly ChannelAnswer Unknown = new ChannelAnswer.Unknown();

    public async Task<ChannelAnswer> Pay(PaymentOrder order, CancellationToken cancel) => order.TradeNo is { } tradeNo
        ? ChannelAnswers.Refunded(await Post("refund", new()
        {
            ["trade_no"] = tradeNo,
            ["out_request_no"] = order.OutRequestNo,
            ["refund_amount"] = Yuan(order.Amount),
            ["refund_reason"] = "售后退款",
        }, cancel)) ?? Unknown
        : ChannelAnswers.Transferred(await Post("transfer", Transfer(order), cancel)) ?? Unknown;

    public async Task<ChannelAnswer> Ask(PaymentOrder order, CancellationToken cancel) => order.TradeNo is { } tradeNo
        ? ChannelAnswers.RefundFound(await Post("refund/query", new()
        {
            ["trade_no"] = tradeNo,
            ["out_request_no"] = order.OutRequestNo,
        }, cancel)) ?? Unknown
        : ChannelAnswers.TransferFound(await Post("transfer/query", new() { ["out_biz_no"] = order.OutRequestNo }, cancel)) ?? Unknown;

    private JsonObject Transfer(PaymentOrder order)
    {
        var payee = PayeeDetails.Open(order.SealedPayee!, vault);
        return new()
        {
            ["out_biz_no"] = order.OutRequestNo,
            ["trans_amount"] = Yuan(order.Amount),
            ["order_title"] = "售后退款",
            ["payee_info"] = new JsonObject
            {
                ["identity"] = payee.Account,
                ["identity_type"] = "ALIPAY_LOGON_ID",
                ["name"] = payee.RealName,
            },
        };
    }

    // Null where nothing was said that could be understood: the money may have moved.
    private async Task<JsonObject?> Post(string path, JsonObject request, CancellationToken cancel)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(path, request, cancel);
            return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonObject>(cancel) : null;
        }
        catch (Exception silence) when (silence is HttpRequestException or IOException or JsonException || IsTimeout(silence, cancel))
        {
            return null;
        }
    }

    private static bool IsTimeout(Exception silence, CancellationToken cancel) =>
        silence is OperationCanceledException && !cancel.IsCancellationRequested;

    private static string Yuan(Money amount) => $"{amount.Minor / 100}.{amount.Minor % 100:00}";
}

using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Payment;

internal sealed record RefundRequest(TradeKey Trade, string OutRequestNo, long Fen, string Reason, string? NotifyUrl)
{
    public static RefundRequest Read(Input input) => new(
        TradeKey.Read(input), input.Text("out_request_no"), input.Amount("refund_amount"), input.OptionalText("refund_reason", 256) ?? "",
        input.OptionalLoopback("notify_url"));
}

internal sealed record RefundKey(TradeKey Trade, string OutRequestNo, bool WithTime)
{
    public static RefundKey Read(Input input) =>
        new(TradeKey.Read(input), input.Text("out_request_no"), input.Texts("query_options").Contains("gmt_refund_pay"));
}

/// <summary>A refund that was paid; <paramref name="RefundFeeFen"/> is what the trade had been refunded in all by then.</summary>
internal sealed record Refund(
    string TradeNo, string OutRequestNo, long Fen, string Reason, long RefundFeeFen, DateTimeOffset PaidAt, DateTimeOffset? ReversedAt, string? NotifyUrl)
{
    private const string Kind = "payment.refund";

    public static Refund? Find(Books books, string tradeNo, string outRequestNo) => books.Get<Refund>(Kind, $"{tradeNo}/{outRequestNo}");

    public void Keep(Books books) => books.Put(Kind, $"{TradeNo}/{OutRequestNo}", this);
}

internal static class Refunds
{
    /// <summary>
    /// alipay.trade.refund: one request number moves money once. Repeated with the same amount it answers the same, with
    /// <c>fund_change</c> N; with another amount, or after a reversal, it is discordant.
    /// </summary>
    public static Answer Pay(RefundRequest request, Turn turn)
    {
        Reversals.Settle(turn);
        if (Trade.Find(turn.Books, request.Trade) is not { } trade)
            return Alipay.Refuse(Alipay.TradeNotExist);
        if (Refund.Find(turn.Books, trade.TradeNo, request.OutRequestNo) is { } earlier)
            return earlier.Fen == request.Fen && earlier.ReversedAt is null ? Paid(earlier, trade, "N") : Alipay.Refuse(Alipay.DiscordantRepeat);
        if (trade.IsFinished(turn))
            return Alipay.Refuse(Alipay.TradeHasFinished);
        if (trade.RefundedFen + request.Fen > trade.TotalFen)
            return Alipay.Refuse(Alipay.RefundExceedsTotal);
        if (Ledger.Balance(turn.Books) < request.Fen)
            return Alipay.Refuse(Alipay.SellerBalanceNotEnough);

        var refunded = trade with { RefundedFen = trade.RefundedFen + request.Fen };
        var refund = new Refund(trade.TradeNo, request.OutRequestNo, request.Fen, request.Reason, refunded.RefundedFen, turn.Now, null, request.NotifyUrl);
        refunded.Keep(turn.Books);
        refund.Keep(turn.Books);
        Ledger.Book(turn.Books, Movement(refund, trade, turn.Now, -refund.Fen, "交易退款"));
        Reversals.Plan(turn, Reversal.OfRefund, refund.TradeNo, refund.OutRequestNo);
        turn.Notify(refund.NotifyUrl, "refund", Shown(refund, trade));
        return Paid(refund, trade, "Y");
    }

    /// <summary>
    /// alipay.trade.fastpay.refund.query: an answer without <c>refund_status</c> and <c>refund_amount</c> means that no such refund was made. The time
    /// is told when it is asked for.
    /// </summary>
    public static Answer Query(RefundKey key, Turn turn)
    {
        Reversals.Settle(turn);
        if (Trade.Find(turn.Books, key.Trade) is not { } trade)
            return Alipay.Refuse(Alipay.TradeNotExist);
        return Refund.Find(turn.Books, trade.TradeNo, key.OutRequestNo) is { } refund
            ? Answer.Ok(key.WithTime ? Shown(refund, trade) : Shown(refund, trade) with { GmtRefundPay = null })
            : Answer.Ok(new NoRefund());
    }

    /// <summary>The money comes back to the merchant, and the trade can be refunded under another number.</summary>
    public static void Reverse(string tradeNo, string outRequestNo, DateTimeOffset at, Turn turn)
    {
        var trade = Trade.Find(turn.Books, new TradeKey(tradeNo, null))!;
        var refund = Refund.Find(turn.Books, tradeNo, outRequestNo)! with { ReversedAt = at };
        (trade with { RefundedFen = trade.RefundedFen - refund.Fen }).Keep(turn.Books);
        refund.Keep(turn.Books);
        Ledger.Book(turn.Books, Movement(refund, trade, at, refund.Fen, "退款冲正"));
        turn.Notify(refund.NotifyUrl, "refund_reversed", Shown(refund, trade));
    }

    private static Movement Movement(Refund refund, Trade trade, DateTimeOffset at, long fen, string type) => new(
        at, fen, type, trade.TradeNo, trade.OutTradeNo, refund.OutRequestNo, trade.Subject, Masked.Person(trade.BuyerName, trade.BuyerLogonId),
        $"退款请求号:{refund.OutRequestNo}");

    private static Answer Paid(Refund refund, Trade trade, string fundChange) => Answer.Ok(new PaidRefund(
        trade.TradeNo, trade.OutTradeNo, refund.OutRequestNo, Masked.Account(trade.BuyerLogonId), fundChange, Fen.Text(refund.RefundFeeFen),
        Fen.Text(refund.Fen), BeijingTime.Text(refund.PaidAt)));

    private static ShownRefund Shown(Refund refund, Trade trade) => new(
        trade.TradeNo, trade.OutTradeNo, refund.OutRequestNo, refund.Reason, Fen.Text(trade.TotalFen), Fen.Text(refund.Fen),
        refund.ReversedAt is null ? "REFUND_SUCCESS" : "REFUND_FAIL", BeijingTime.Text(refund.PaidAt));

    private sealed record PaidRefund(
        string TradeNo, string OutTradeNo, string OutRequestNo, string BuyerLogonId, string FundChange, string RefundFee, string SendBackFee,
        string GmtRefundPay) : Success;

    private sealed record ShownRefund(
        string TradeNo, string OutTradeNo, string OutRequestNo, string RefundReason, string TotalAmount, string RefundAmount, string RefundStatus,
        string? GmtRefundPay) : Success;

    private sealed record NoRefund : Success;
}

using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Payment;

/// <summary>A paid trade as the demo or an import tells it.</summary>
internal sealed record TradeRegistration(
    string? TradeNo, string OutTradeNo, long TotalFen, string Subject, string BuyerLogonId, string BuyerName, DateTimeOffset? PaidAt)
{
    public static TradeRegistration Read(Input input) => new(
        input.OptionalText("trade_no"), input.Text("out_trade_no"), input.Amount("total_amount"), input.OptionalText("subject", 256) ?? "商品",
        input.Text("buyer_logon_id", 100), input.Text("buyer_name"), input.OptionalTime("gmt_payment"));
}

internal static class Trades
{
    /// <summary>Registers a trade and books the money in. The same trade again changes nothing; other content under its number is refused.</summary>
    public static Answer Register(TradeRegistration request, Turn turn)
    {
        var earlier = Trade.Find(turn.Books, new TradeKey(null, request.OutTradeNo))
            ?? (request.TradeNo is null ? null : Trade.Find(turn.Books, new TradeKey(request.TradeNo, null)));
        if (earlier is not null)
            return IsSame(request, earlier) ? earlier.Show(turn) : Alipay.Refuse(Alipay.DiscordantRepeat);

        var trade = new Trade(
            request.TradeNo ?? $"{turn.Now:yyyyMMdd}22001{turn.Books.Next("payment.trade"):D15}", request.OutTradeNo, request.TotalFen, request.Subject,
            request.BuyerLogonId, request.BuyerName, request.PaidAt ?? turn.Now, Finished: false, RefundedFen: 0);
        trade.Keep(turn.Books);
        new Account(trade.BuyerLogonId, IdentityType.AlipayLogonId, trade.BuyerName).Keep(turn.Books);
        Ledger.Book(turn.Books, new Movement(trade.PaidAt, trade.TotalFen, "在线支付", trade.TradeNo, trade.OutTradeNo, null, trade.Subject,
            Masked.Person(trade.BuyerName, trade.BuyerLogonId), ""));
        return trade.Show(turn);
    }

    /// <summary>交易成功 on the platform: from here on the channel refuses to refund.</summary>
    public static Answer Finish(TradeKey key, Turn turn)
    {
        if (Trade.Find(turn.Books, key) is not { } trade)
            return Alipay.Refuse(Alipay.TradeNotExist);
        var finished = trade with { Finished = true };
        finished.Keep(turn.Books);
        return finished.Show(turn);
    }

    public static Answer Query(TradeKey key, Turn turn)
    {
        Reversals.Settle(turn);
        return Trade.Find(turn.Books, key)?.Show(turn) ?? Alipay.Refuse(Alipay.TradeNotExist);
    }

    private static bool IsSame(TradeRegistration request, Trade trade) =>
        request.OutTradeNo == trade.OutTradeNo && (request.TradeNo ?? trade.TradeNo) == trade.TradeNo && request.TotalFen == trade.TotalFen
        && request.Subject == trade.Subject && request.BuyerLogonId == trade.BuyerLogonId && request.BuyerName == trade.BuyerName
        && (request.PaidAt ?? trade.PaidAt) == trade.PaidAt;
}

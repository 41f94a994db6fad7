using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Payment;

/// <summary>A trade that a buyer has paid.</summary>
internal sealed record Trade(
    string TradeNo, string OutTradeNo, long TotalFen, string Subject, string BuyerLogonId, string BuyerName, DateTimeOffset PaidAt,
    bool Finished, long RefundedFen)
{
    private const string Kind = "payment.trade";
    private const string ByOut = "payment.trade-by-out";

    private sealed record Pointer(string TradeNo);

    /// <summary>The trade by its own number, which counts when both are given, or by the merchant's.</summary>
    public static Trade? Find(Books books, TradeKey key) =>
        key.TradeNo is not null ? books.Get<Trade>(Kind, key.TradeNo)
        : books.Get<Pointer>(ByOut, key.OutTradeNo!) is { } pointer ? books.Get<Trade>(Kind, pointer.TradeNo)
        : null;

    public void Keep(Books books)
    {
        books.Put(Kind, TradeNo, this);
        books.Put(ByOut, OutTradeNo, new Pointer(TradeNo));
    }

    /// <summary>A settled trade, or one paid too long ago, can no longer be refunded.</summary>
    public bool IsFinished(Turn turn) => Finished || turn.Now > PaidAt + turn.Options.RefundWindow;

    public string Status(Turn turn) => RefundedFen == TotalFen ? "TRADE_CLOSED" : IsFinished(turn) ? "TRADE_FINISHED" : "TRADE_SUCCESS";

    public Answer Show(Turn turn) => Answer.Ok(new Shown(
        TradeNo, OutTradeNo, Masked.Account(BuyerLogonId), Status(turn), Fen.Text(TotalFen), BeijingTime.Text(PaidAt), Subject));

    private sealed record Shown(
        string TradeNo, string OutTradeNo, string BuyerLogonId, string TradeStatus, string TotalAmount, string SendPayDate, string Subject) : Success;
}

/// <summary>A trade as callers name it: by one or both of the two numbers.</summary>
internal sealed record TradeKey(string? TradeNo, string? OutTradeNo)
{
    public static TradeKey Read(Input input)
    {
        var key = new TradeKey(input.OptionalText("trade_no"), input.OptionalText("out_trade_no"));
        if (key is { TradeNo: null, OutTradeNo: null })
            input.Break("out_trade_no", "required unless trade_no is given");
        return key;
    }

    public string Number => OutTradeNo ?? TradeNo!;
}

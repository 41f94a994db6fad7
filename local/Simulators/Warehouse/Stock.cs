using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Warehouse;

/// <summary>What lies in the warehouse of one sku, and when more comes.</summary>
internal sealed record Stock(string Sku, string? Barcode, int OnHand, DateTimeOffset? RestockAt, DateOnly? NearestExpiry)
{
    private const string Kind = "warehouse.stock";

    public static Stock Read(Input input) => new(
        input.Text("sku"), input.OptionalText("barcode"), input.Whole("on_hand", 0, 10_000_000), input.OptionalTime("restock_at"),
        input.OptionalText("nearest_expiry") is null ? null : input.Day("nearest_expiry"));

    public static Stock? Find(Books books, string sku) => books.Get<Stock>(Kind, sku);

    /// <summary>Sets the stock, said by whoever plays the warehouse; the last word counts.</summary>
    public static Answer Set(Stock stock, Turn turn)
    {
        turn.Books.Put(Kind, stock.Sku, stock);
        return Answer.Ok(stock.Shown(1, turn.Now));
    }

    public static Answer Get(StockQuery query, Turn turn) => Find(turn.Books, query.Sku) is { } stock
        ? Answer.Ok(stock.Shown(query.Quantity, turn.Now))
        : Voice.NotFound("SKU_NOT_FOUND", "the warehouse does not know this sku");

    /// <summary>On hand, or arriving within 24 hours: then a short-picked order can wait.</summary>
    public bool RestockableWithin24Hours(int quantity, DateTimeOffset now) =>
        OnHand >= quantity || RestockAt is { } at && at >= now && at <= now.AddHours(24);

    private object Shown(int quantity, DateTimeOffset now) => new
    {
        Sku,
        Barcode,
        OnHand,
        RestockAt,
        NearestExpiry,
        Quantity = quantity,
        Available = OnHand >= quantity,
        RestockableWithinDay = RestockableWithin24Hours(quantity, now),
    };
}

internal sealed record StockQuery(string Sku, int Quantity)
{
    public static StockQuery Read(Input input) => new(input.Text("sku"), input.OptionalWhole("quantity", 1, 1_000_000) ?? 1);
}

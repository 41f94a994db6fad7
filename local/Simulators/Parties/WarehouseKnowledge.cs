using Aftersales.Simulators.Http;
using Aftersales.Simulators.Warehouse;

namespace Aftersales.Simulators.Parties;

/// <summary>What the warehouse answers from its stock and its packing list.</summary>
internal static class WarehouseKnowledge
{
    public static ScriptedAnswer? Of(QuestionRequest asked, Turn turn) => asked.Kind switch
    {
        "RESTOCK" => Restock(asked, turn),
        "PARCEL_CONTENT" => Content(asked, turn),
        _ => null,
    };

    private static ScriptedAnswer? Restock(QuestionRequest asked, Turn turn)
    {
        var stocks = asked.Goods.Select(goods => (goods.Quantity, Stock: goods.Sku is null ? null : Stock.Find(turn.Books, goods.Sku))).ToList();
        if (stocks.Count == 0 || stocks.Any(known => known.Stock is null))
            return null;
        var there = stocks.TrueForAll(known => known.Stock!.RestockableWithin24Hours(known.Quantity, turn.Now));
        return Say(there ? "RESTOCKED" : "NOT_RESTOCKED");
    }

    // Short before split: what was not picked is in no parcel.
    private static ScriptedAnswer? Content(QuestionRequest asked, Turn turn)
    {
        if (asked.OrderNo is null || PackedOrder.Find(turn.Books, asked.OrderNo) is not { } order)
            return null;
        var lines = order.Lines.Where(line => asked.Goods.Count == 0 || asked.Goods.Any(goods => goods.Sku == line.Sku)).ToList();
        return Say(lines.Exists(line => order.Parcels.Sum(parcel => parcel.Of(line.Sku)) < line.Ordered) ? "SHORT" : order.Parcels.Count > 1 ? "SPLIT" : "COMPLETE");
    }

    private static ScriptedAnswer Say(string verdict) => new(verdict, null, [], null, null, 0);
}

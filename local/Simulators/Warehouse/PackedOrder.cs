using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Warehouse;

/// <summary>Why less than the ordered quantity was picked (扣单).</summary>
internal enum ShortReason
{
    Insufficient,
    None,
    NearExpiry,
    Expired,
}

internal sealed record PickedLine(string Sku, string? Barcode, int Ordered, int Picked, ShortReason? ShortReason)
{
    public static PickedLine Read(Input input)
    {
        var line = new PickedLine(
            input.Text("sku"), input.OptionalText("barcode"), input.Whole("ordered", 1, 1_000_000), input.Whole("picked", 0, 1_000_000),
            input.OptionalChoice<ShortReason>("short_reason"));
        if (line.Picked > line.Ordered)
            input.Break("picked", "not more than ordered");
        return line;
    }
}

internal sealed record PackedLine(string Sku, int Quantity)
{
    public static PackedLine Read(Input input) => new(input.Text("sku"), input.Whole("quantity", 1, 1_000_000));
}

internal sealed record PackedParcel(string WaybillNo, IReadOnlyList<PackedLine> Lines)
{
    public static PackedParcel Read(Input input) => new(input.Text("waybill_no"), input.List("lines", PackedLine.Read));

    public int Of(string sku) => Lines.Where(line => line.Sku == sku).Sum(line => line.Quantity);
}

/// <summary>What the warehouse picked and packed of an order; said by whoever plays the warehouse, the last word counts.</summary>
internal sealed record PackedOrder(string OrderNo, IReadOnlyList<PickedLine> Lines, IReadOnlyList<PackedParcel> Parcels)
{
    private const string Kind = "warehouse.order";

    public static PackedOrder Read(Input input)
    {
        var order = new PackedOrder(input.Text("order_no"), input.List("lines", PickedLine.Read), input.List("parcels", PackedParcel.Read));
        foreach (var sku in order.Parcels.SelectMany(parcel => parcel.Lines).Select(line => line.Sku).Distinct())
            if (order.Parcels.Sum(parcel => parcel.Of(sku)) > order.Lines.Where(line => line.Sku == sku).Sum(line => line.Picked))
                input.Break("parcels", "not more of a sku than was picked");
        return order;
    }

    public static PackedOrder? Find(Books books, string orderNo) => books.Get<PackedOrder>(Kind, orderNo);

    public static Answer Set(PackedOrder order, Turn turn)
    {
        turn.Books.Put(Kind, order.OrderNo, order);
        return Answer.Ok(order);
    }

    /// <summary>Confirms what was short-picked, and whether it can be restocked within 24 hours.</summary>
    public static Answer ShortPicks(OrderKey key, Turn turn) => Find(turn.Books, key.OrderNo) is not { } order ? OrderKey.NotFound() : Answer.Ok(new
    {
        order.OrderNo,
        Lines = order.Lines.Where(line => line.Picked < line.Ordered).Select(line =>
        {
            var stock = Stock.Find(turn.Books, line.Sku);
            return new
            {
                line.Sku,
                line.Ordered,
                line.Picked,
                ShortQuantity = line.Ordered - line.Picked,
                ShortReason = line.ShortReason ?? (line.Picked == 0 ? Warehouse.ShortReason.None : Warehouse.ShortReason.Insufficient),
                stock?.RestockAt,
                RestockableWithinDay = stock?.RestockableWithin24Hours(line.Ordered - line.Picked, turn.Now) ?? false,
            };
        }).ToList(),
    });
}

internal sealed record OrderKey(string OrderNo)
{
    public static OrderKey Read(Input input) => new(input.Text("order_no"));

    public static Answer NotFound() => Voice.NotFound("ORDER_NOT_FOUND", "the warehouse does not know this order");
}

using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Orders;

internal enum OrderStatus
{
    Placed,
    Dispatched,
    Signed,
    Lost,
    Cancelled,
}

internal enum OrderKind
{
    Order,
    Exchange,
    Part,
    Gift,
}

internal enum Payer
{
    Platform,
    Merchant,
}

/// <summary>Goods of an order; <paramref name="Part"/> names a part of one, e.g. a lid.</summary>
internal sealed record Goods(string LineId, string? Sku, int Quantity, string? Part)
{
    public static Goods Read(Input input) =>
        new(input.Text("line_id"), input.OptionalText("sku"), input.Whole("quantity", 1, 9999), input.OptionalText("part"));
}

internal sealed record OrderRequest(
    string OrderNo, string OriginalOrderNo, OrderKind Kind, Payer PaidBy, long ValueFen, IReadOnlyList<Goods> Lines, string? NotifyUrl)
{
    public static OrderRequest Read(Input input) => new(
        input.Text("order_no"), input.Text("original_order_no"), input.Choice<OrderKind>("kind"), input.Choice<Payer>("paid_by"),
        input.AmountOrZero("value"), input.List("lines", Goods.Read), input.OptionalLoopback("notify_url"));
}

internal sealed record OrderNo(string Value)
{
    public static OrderNo Read(Input input) => new(input.Text("order_no"));
}

internal sealed record Dispatch(string OrderNo, string TrackingNo)
{
    public static Dispatch Read(Input input) => new(input.Text("order_no"), input.Text("tracking_no"));
}

/// <summary>A replacement that was ordered.</summary>
internal sealed record PlacedOrder(OrderRequest Request, string Fingerprint, OrderStatus Status, DateTimeOffset PlacedAt, string? TrackingNo, DateTimeOffset? SignedAt)
{
    private const string Kind = "orders.order";

    public static PlacedOrder? Find(Books books, string orderNo) => books.Get<PlacedOrder>(Kind, orderNo);

    public void Keep(Books books) => books.Put(Kind, Request.OrderNo, this);

    public object Shown => new
    {
        Request.OrderNo,
        Request.OriginalOrderNo,
        Request.Kind,
        Request.PaidBy,
        Value = Fen.Text(Request.ValueFen),
        Request.Lines,
        Status,
        PlacedAt,
        TrackingNo,
        SignedAt,
    };
}

using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Orders;

internal static class PlacedOrders
{
    /// <summary>One order number orders once; other content under it is refused.</summary>
    public static Answer Place(OrderRequest request, Turn turn)
    {
        var fingerprint = Json.Fingerprint(request);
        if (PlacedOrder.Find(turn.Books, request.OrderNo) is { } earlier)
            return earlier.Fingerprint == fingerprint ? Answer.Ok(earlier.Shown)
                : Voice.Conflict("ORDER_NO_REUSED", "this order number was used for another order");
        return Keep(new(request, fingerprint, OrderStatus.Placed, turn.Now, null, null), turn);
    }

    public static Answer Get(OrderNo key, Turn turn) => Change(key.Value, turn, order => Answer.Ok(order.Shown));

    public static Answer Cancel(OrderNo key, Turn turn) => To(OrderStatus.Cancelled, key.Value, turn, order => order, OrderStatus.Placed);

    /// <summary>It left the warehouse, said by whoever plays it.</summary>
    public static Answer Send(Dispatch request, Turn turn) =>
        To(OrderStatus.Dispatched, request.OrderNo, turn, order => order with { TrackingNo = request.TrackingNo }, OrderStatus.Placed);

    /// <summary>The customer has it, said by whoever plays the courier.</summary>
    public static Answer Sign(OrderNo key, Turn turn) =>
        To(OrderStatus.Signed, key.Value, turn, order => order with { SignedAt = turn.Now }, OrderStatus.Dispatched);

    /// <summary>It will not arrive, said by whoever plays the courier.</summary>
    public static Answer Lose(OrderNo key, Turn turn) => To(OrderStatus.Lost, key.Value, turn, order => order, OrderStatus.Dispatched);

    private static Answer To(OrderStatus status, string orderNo, Turn turn, Func<PlacedOrder, PlacedOrder> change, OrderStatus from) =>
        Change(orderNo, turn, order =>
            order.Status == status ? Answer.Ok(order.Shown)
            : order.Status == from ? Keep(change(order) with { Status = status }, turn)
            : Voice.Conflict("ORDER_STATE", $"the order is {order.Status.ToString().ToUpperInvariant()}"));

    private static Answer Change(string orderNo, Turn turn, Func<PlacedOrder, Answer> change) =>
        PlacedOrder.Find(turn.Books, orderNo) is { } order ? change(order) : Voice.NotFound("ORDER_NOT_FOUND", "no order under this number");

    private static Answer Keep(PlacedOrder order, Turn turn)
    {
        order.Keep(turn.Books);
        turn.Notify(order.Request.NotifyUrl, "order", order.Shown);
        return Answer.Ok(order.Shown);
    }
}

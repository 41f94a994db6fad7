using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Orders;

internal static class OrderRoutes
{
    public static void MapOrders(this WebApplication app, Counter counter)
    {
        var desk = new Desk(app, counter, "orders", Voice.Plain);
        desk.Post("/orders", "place", OrderRequest.Read, request => request.OrderNo, PlacedOrders.Place);
        desk.Get("/orders/{order_no}", "get", OrderNo.Read, key => key.Value, PlacedOrders.Get);
        desk.Post("/orders/{order_no}/cancel", "cancel", OrderNo.Read, key => key.Value, PlacedOrders.Cancel);
        desk.Post("/orders/{order_no}/dispatch", "dispatch", Dispatch.Read, request => request.OrderNo, PlacedOrders.Send);
        desk.Post("/orders/{order_no}/sign", "sign", OrderNo.Read, key => key.Value, PlacedOrders.Sign);
        desk.Post("/orders/{order_no}/lose", "lose", OrderNo.Read, key => key.Value, PlacedOrders.Lose);
        desk.Post("/abnormal-returns", "return.register", AbnormalReturn.Read, request => request.ReturnNo, AbnormalReturns.Register);
        desk.Get("/abnormal-returns/{return_no}", "return.get", ReturnNo.Read, key => key.Value, AbnormalReturns.Get);
        desk.Post("/abnormal-returns/{return_no}/withdraw", "return.withdraw", ReturnNo.Read, key => key.Value, AbnormalReturns.Withdraw);
    }
}

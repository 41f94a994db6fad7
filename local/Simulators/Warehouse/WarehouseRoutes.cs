using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Warehouse;

internal static class WarehouseRoutes
{
    public static void MapWarehouse(this WebApplication app, Counter counter)
    {
        var desk = new Desk(app, counter, "warehouse", Voice.Plain);
        desk.Put("/stock/{sku}", "stock.set", Stock.Read, stock => stock.Sku, Stock.Set);
        desk.Get("/stock/{sku}", "stock.get", StockQuery.Read, query => query.Sku, Stock.Get);
        desk.Put("/orders/{order_no}", "order.set", PackedOrder.Read, order => order.OrderNo, PackedOrder.Set);
        desk.Get("/orders/{order_no}/short-picks", "short-picks", OrderKey.Read, key => key.OrderNo, PackedOrder.ShortPicks);
        desk.Post("/content-checks", "content-check", ContentCheckRequest.Read, request => request.CheckNo, ContentCheck.Make);
        desk.Post("/returns", "return.announce", ExpectedReturn.Read, expected => expected.ReturnNo, ReturnedParcels.Announce);
        desk.Get("/returns/{return_no}", "return.get", ReturnKey.Read, key => key.ReturnNo, ReturnedParcels.Get);
        desk.Post("/returns/{return_no}/receive", "return.receive", Receipt.Read, receipt => receipt.ReturnNo, ReturnedParcels.Receive);
    }
}

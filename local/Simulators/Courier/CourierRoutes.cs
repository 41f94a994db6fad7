using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Courier;

internal static class CourierRoutes
{
    public static void MapCourier(this WebApplication app, Counter counter)
    {
        var desk = new Desk(app, counter, "courier", Voice.Plain);
        desk.Post("/quotes", "quote", FreightRequest.Read, _ => null, Freight.Quote);
        desk.Post("/pickups", "book", PickupRequest.Read, request => request.BookingNo, Pickups.Book);
        desk.Get("/pickups/{booking_no}", "get", PickupKey.Read, key => key.BookingNo, Pickups.Get);
        desk.Post("/pickups/{booking_no}/reschedule", "reschedule", Reschedule.Read, request => request.BookingNo, Pickups.Move);
        desk.Post("/pickups/{booking_no}/cancel", "cancel", PickupKey.Read, key => key.BookingNo, Pickups.Cancel);
        desk.Post("/pickups/{booking_no}/attempts", "attempt", FailedAttempt.Read, request => request.BookingNo, Pickups.Fail);
        desk.Post("/pickups/{booking_no}/collect", "collect", Collection.Read, request => request.BookingNo, Pickups.Collect);
        desk.Post("/parcels", "parcel.register", ParcelRequest.Read, request => request.WaybillNo, Parcels.Register);
        desk.Get("/parcels/{waybill_no}", "parcel.get", ParcelKey.Read, key => key.WaybillNo, Parcels.Get);
        desk.Post("/parcels/{waybill_no}/scans", "parcel.scan", ScanRequest.Read, request => request.ScanNo, Parcels.Scan);
        desk.Get("/parcels/{waybill_no}/proof", "parcel.proof", ParcelKey.Read, key => key.WaybillNo, Parcels.Proof);
    }
}

using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Aftersales.Platform.Peers;
using Aftersales.Returns.Domain;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Returns.Ports;

/// <summary>
/// The courier's HTTP API, JSON in snake case: <c>POST pickups</c>, <c>GET pickups/{no}</c>, <c>POST pickups/{no}/reschedule</c>,
/// <c>POST pickups/{no}/cancel</c>, <c>GET parcels/{no}?carrier=…</c>.
/// </summary>
public sealed class HttpCourier(HttpClient http) : ICourier
{
    private const int MostGrams = 1_000_000;
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private readonly PortClient client = new(http, ICourier.Name);

    public Task<PickupReport?> Find(string bookingNo, CancellationToken cancel) => client.Call(
        HttpMethod.Get, Path(bookingNo), null,
        (status, answer) => status == HttpStatusCode.NotFound ? null : CourierAnswers.Pickup(answer),
        cancel, HttpStatusCode.OK, HttpStatusCode.NotFound);

    public Task<PickupReport> Book(PickupBooking booking, CancellationToken cancel)
    {
        var body = new
        {
            booking.BookingNo,
            Slot = Wire(booking.Slot),
            Sender = Wire(booking.Sender),
            booking.Receiver,
            Parcel = new { WeightGrams = Math.Clamp(booking.Grams, 1, MostGrams), Description = $"return of order {booking.OrderId}" },
        };
        return client.Call(HttpMethod.Post, "pickups", body, (_, answer) => CourierAnswers.Pickup(answer), cancel, HttpStatusCode.OK);
    }

    // 422 says that the slot cannot be had; 404 and 409, that the booking is not what it was.
    public Task<bool> Move(string bookingNo, PickupSlot slot, Address? sender, CancellationToken cancel) => client.Call(
        HttpMethod.Post, $"{Path(bookingNo)}/reschedule", new { Slot = Wire(slot), Sender = sender is null ? null : Wire(sender) },
        (status, _) => status == HttpStatusCode.OK,
        cancel, HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity);

    // 404 and 409 say that nobody will come any more: never booked, or picked up before.
    public Task CallOff(string bookingNo, CancellationToken cancel) => client.Call(
        HttpMethod.Post, $"{Path(bookingNo)}/cancel", new { }, (_, _) => true,
        cancel, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict);

    public Task<ImmutableArray<ParcelScan>> Track(string carrier, string trackingNo, CancellationToken cancel) => client.Call(
        HttpMethod.Get, $"parcels/{Uri.EscapeDataString(trackingNo)}{(carrier.Length == 0 ? "" : $"?carrier={Uri.EscapeDataString(carrier)}")}", null,
        (status, answer) => status == HttpStatusCode.NotFound ? [] : CourierAnswers.Scans(answer),
        cancel, HttpStatusCode.OK, HttpStatusCode.NotFound);

    private static string Path(string bookingNo) => $"pickups/{Uri.EscapeDataString(bookingNo)}";

    private static object Wire(PickupSlot slot) =>
        new { Date = LocalDatePattern.Iso.Format(slot.Day), From = Minute.Format(slot.From), To = Minute.Format(slot.To) };

    private static object Wire(Address sender) => new { Name = Fit(sender.Name, 64), Phone = Fit(sender.Phone, 32), Address = Fit(sender.Text, 256) };

    // The courier needs something everywhere, and takes no more than so many letters.
    private static string Fit(string text, int most) => text.Length == 0 ? "-" : text.Length <= most ? text : text[..most];
}

/// <summary>Reads what the courier answers. What makes no sense throws <see cref="JsonException"/>: then nothing is known.</summary>
internal static class CourierAnswers
{
    public static PickupReport Pickup(JsonElement answer) => new(
        PortClient.Text(answer, "waybill_no"),
        PortClient.Text(answer, "status") switch
        {
            "BOOKED" => PickupStanding.Booked,
            "PICKED_UP" => PickupStanding.PickedUp,
            "CANCELLED" => PickupStanding.Cancelled,
            _ => throw new JsonException("an unknown status in the answer"),
        },
        answer.TryGetProperty("slot", out var slot) ? Slot(slot) : throw new JsonException("no slot in the answer"),
        PortClient.OptionalText(answer, "picked_up_at") is null ? null : Time(answer, "picked_up_at"),
        [.. All(answer, "attempts").Select(Attempt)]);

    /// <summary>Scans that say where a parcel is; the others are about pickups and signatures.</summary>
    public static ImmutableArray<ParcelScan> Scans(JsonElement answer) =>
    [
        .. from scan in All(answer, "scans")
           let status = Status(PortClient.Text(scan, "status"))
           where status is not null
           select new ParcelScan(PortClient.Text(scan, "scan_no"), status.Value, Time(scan, "at"), PortClient.OptionalText(scan, "place") ?? ""),
    ];

    private static CourierStatus? Status(string status) => status switch
    {
        "COLLECTED" => CourierStatus.PickedUp,
        "IN_TRANSIT" or "OUT_FOR_DELIVERY" or "DELIVERY_FAILED" or "REFUSED" or "DAMAGED" => CourierStatus.InTransit,
        "SIGNED" => CourierStatus.Arrived,
        "RETURNED" => CourierStatus.SentBack,
        "LOST" => CourierStatus.Lost,
        _ => null,
    };

    private static AttemptReport Attempt(JsonElement attempt) => new(
        PortClient.Text(attempt, "attempt_no"),
        PortClient.Text(attempt, "reason") switch
        {
            "NOBODY_HOME" => AttemptFailure.NobodyHome,
            "ADDRESS_WRONG" => AttemptFailure.AddressWrong,
            "GOODS_NOT_READY" => AttemptFailure.GoodsNotReady,
            "REFUSED_BY_COURIER" => AttemptFailure.RefusedByCourier,
            _ => AttemptFailure.None,
        },
        Time(attempt, "at"));

    // Whole minutes, written with seconds or without.
    private static PickupSlot Slot(JsonElement slot) => new(
        Parsed(LocalDatePattern.Iso, PortClient.Text(slot, "date")), Clock(PortClient.Text(slot, "from")), Clock(PortClient.Text(slot, "to")));

    private static LocalTime Clock(string text) => Parsed(LocalTimePattern.ExtendedIso, text.Length == 5 ? $"{text}:00" : text);

    private static Instant Time(JsonElement answer, string name) => Parsed(OffsetDateTimePattern.ExtendedIso, PortClient.Text(answer, name)).ToInstant();

    private static T Parsed<T>(IPattern<T> pattern, string text) =>
        pattern.Parse(text) is { Success: true } parsed ? parsed.Value : throw new JsonException("a time that cannot be read in the answer");

    private static IEnumerable<JsonElement> All(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}

using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Courier;

internal sealed record PickupKey(string BookingNo)
{
    public static PickupKey Read(Input input) => new(input.Text("booking_no"));
}

internal sealed record Reschedule(string BookingNo, Slot Slot)
{
    public static Reschedule Read(Input input) => new(input.Text("booking_no"), Slot.Read(input));
}

internal sealed record Collection(string BookingNo, int? WeightGrams)
{
    public static Collection Read(Input input) => new(input.Text("booking_no"), input.OptionalWhole("weight_grams", 1, Parcel.MostGrams));
}

internal static class Pickups
{
    /// <summary>One booking number books once; other content under it is refused.</summary>
    public static Answer Book(PickupRequest request, Turn turn)
    {
        var fingerprint = Json.Fingerprint(request);
        if (Pickup.Find(turn.Books, request.BookingNo) is { } earlier)
            return earlier.Fingerprint == fingerprint ? Answer.Ok(earlier.Shown)
                : Voice.Conflict("BOOKING_NO_REUSED", "this booking number was used for another pickup");
        if (request.Slot.IsOver(turn.Now))
            return SlotOver();

        var pickup = new Pickup(
            request.BookingNo, fingerprint, $"SF{turn.Books.Next("courier.waybill"):D13}", PickupStatus.Booked, request.Slot, request.WeightGrams,
            turn.Now, null, request.NotifyUrl);
        new Parcel(pickup.WaybillNo, pickup.WeightGrams, [], request.NotifyUrl).Keep(turn.Books);
        return Keep(pickup, turn);
    }

    public static Answer Move(Reschedule request, Turn turn) => Change(request.BookingNo, turn, pickup => pickup switch
    {
        { Status: not PickupStatus.Booked } => WrongState(pickup),
        _ when pickup.Slot == request.Slot => Answer.Ok(pickup.Shown),
        _ when request.Slot.IsOver(turn.Now) => SlotOver(),
        _ => Keep(pickup with { Slot = request.Slot }, turn),
    });

    public static Answer Cancel(PickupKey key, Turn turn) => Change(key.BookingNo, turn, pickup => pickup.Status switch
    {
        PickupStatus.Cancelled => Answer.Ok(pickup.Shown),
        PickupStatus.PickedUp => WrongState(pickup),
        _ => Keep(pickup with { Status = PickupStatus.Cancelled }, turn),
    });

    /// <summary>The courier was there and weighed the parcel; said by whoever plays the courier.</summary>
    public static Answer Collect(Collection request, Turn turn) => Change(request.BookingNo, turn, pickup =>
    {
        if (pickup.Status != PickupStatus.Booked)
            return pickup.Status == PickupStatus.PickedUp ? Answer.Ok(pickup.Shown) : WrongState(pickup);
        var collected = pickup with
        {
            Status = PickupStatus.PickedUp,
            PickedUpAt = turn.Now,
            WeightGrams = request.WeightGrams ?? pickup.WeightGrams,
        };
        Parcel.Find(turn.Books, pickup.WaybillNo)!.With(collected.WeightGrams)
            .With(new Scan($"{pickup.BookingNo}-collected", ScanStatus.Collected, turn.Now, null, null, null)).Keep(turn.Books);
        return Keep(collected, turn);
    });

    public static Answer Get(PickupKey key, Turn turn) => Change(key.BookingNo, turn, pickup => Answer.Ok(pickup.Shown));

    private static Answer Change(string bookingNo, Turn turn, Func<Pickup, Answer> change) =>
        Pickup.Find(turn.Books, bookingNo) is { } pickup ? change(pickup) : Voice.NotFound("BOOKING_NOT_FOUND", "no pickup under this booking number");

    private static Answer Keep(Pickup pickup, Turn turn)
    {
        pickup.Keep(turn.Books);
        turn.Notify(pickup.NotifyUrl, "pickup", pickup.Shown);
        return Answer.Ok(pickup.Shown);
    }

    private static Answer WrongState(Pickup pickup) => Voice.Conflict("BOOKING_STATE", $"the pickup is {pickup.Status.ToString().ToUpperInvariant()}");

    private static Answer SlotOver() => Voice.Unprocessable("SLOT_OVER", "the slot is in the past");
}

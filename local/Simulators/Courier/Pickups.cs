using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Courier;

internal sealed record PickupKey(string BookingNo)
{
    public static PickupKey Read(Input input) => new(input.Text("booking_no"));
}

/// <param name="Sender">Null when they stay the same.</param>
internal sealed record Reschedule(string BookingNo, Slot Slot, Party? Sender)
{
    public static Reschedule Read(Input input) =>
        new(input.Text("booking_no"), Slot.Read(input), input.OptionalObject("sender") is { } sender ? Party.Read(sender) : null);
}

internal sealed record FailedAttempt(string BookingNo, string AttemptNo, AttemptFailure Reason, DateTimeOffset? At)
{
    public static FailedAttempt Read(Input input) =>
        new(input.Text("booking_no"), input.Text("attempt_no"), input.Choice<AttemptFailure>("reason"), input.OptionalTime("at"));
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
            request.BookingNo, fingerprint, $"SF{turn.Books.Next("courier.waybill"):D13}", PickupStatus.Booked, request.Slot, request.Sender,
            request.WeightGrams, turn.Now, null, [], request.NotifyUrl);
        new Parcel(pickup.WaybillNo, pickup.WeightGrams, [], request.NotifyUrl).Keep(turn.Books);
        return Keep(pickup, turn);
    }

    public static Answer Move(Reschedule request, Turn turn) => Change(request.BookingNo, turn, pickup => pickup switch
    {
        { Status: not PickupStatus.Booked } => WrongState(pickup),
        _ when pickup.Slot == request.Slot && (request.Sender ?? pickup.Sender) == pickup.Sender => Answer.Ok(pickup.Shown),
        _ when request.Slot.IsOver(turn.Now) => SlotOver(),
        _ => Keep(pickup with { Slot = request.Slot, Sender = request.Sender ?? pickup.Sender }, turn),
    });

    /// <summary>The courier was there and did not get the goods; said by whoever plays the courier, known by its number.</summary>
    public static Answer Fail(FailedAttempt request, Turn turn) => Change(request.BookingNo, turn, pickup =>
    {
        if (pickup.Attempts.FirstOrDefault(known => known.AttemptNo == request.AttemptNo) is { } earlier)
            return earlier.Reason == request.Reason && (request.At ?? earlier.At) == earlier.At ? Answer.Ok(pickup.Shown)
                : Voice.Conflict("ATTEMPT_NO_REUSED", "this attempt number was used for another attempt");
        return pickup.Status == PickupStatus.Booked
            ? Keep(pickup with { Attempts = [.. pickup.Attempts, new Attempt(request.AttemptNo, request.Reason, request.At ?? turn.Now)] }, turn)
            : WrongState(pickup);
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

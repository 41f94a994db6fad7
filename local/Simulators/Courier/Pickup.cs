using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Courier;

internal enum PickupStatus
{
    Booked,
    PickedUp,
    Cancelled,
}

internal enum AttemptFailure
{
    NobodyHome,
    AddressWrong,
    GoodsNotReady,
    RefusedByCourier,
}

/// <summary>The courier came and did not get the goods.</summary>
internal sealed record Attempt(string AttemptNo, AttemptFailure Reason, DateTimeOffset At);

/// <summary>Who hands over or gets a parcel.</summary>
internal sealed record Party(string Name, string Phone, string Address)
{
    public static Party Read(Input input) => new(input.Text("name"), input.Text("phone", 32), input.Text("address", 256));
}

internal sealed record PickupRequest(string BookingNo, Slot Slot, Party Sender, Party Receiver, int WeightGrams, string Description, string? NotifyUrl)
{
    public static PickupRequest Read(Input input)
    {
        var parcel = input.Object("parcel");
        return new PickupRequest(
            input.Text("booking_no"), Slot.Read(input), Party.Read(input.Object("sender")), Party.Read(input.Object("receiver")),
            Parcel.ReadWeight(parcel), parcel.OptionalText("description", 128) ?? "", input.OptionalLoopback("notify_url"));
    }
}

/// <summary>A booked pickup; slot and sender change with rescheduling, the weight is the courier's once picked up.</summary>
internal sealed record Pickup(
    string BookingNo, string Fingerprint, string WaybillNo, PickupStatus Status, Slot Slot, Party Sender, int WeightGrams, DateTimeOffset BookedAt,
    DateTimeOffset? PickedUpAt, IReadOnlyList<Attempt> Attempts, string? NotifyUrl)
{
    private const string Kind = "courier.pickup";

    public static Pickup? Find(Books books, string bookingNo) => books.Get<Pickup>(Kind, bookingNo);

    public void Keep(Books books) => books.Put(Kind, BookingNo, this);

    /// <summary>Freight is an estimate until the parcel was weighed.</summary>
    public object Shown => new
    {
        BookingNo,
        WaybillNo,
        Status,
        Slot,
        Sender,
        WeightGrams,
        FreightAmount = Fen.Text(Freight.Of(WeightGrams)),
        FreightFinal = Status == PickupStatus.PickedUp,
        BookedAt,
        PickedUpAt,
        Attempts,
    };
}

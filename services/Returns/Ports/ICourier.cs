using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using NodaTime;

namespace Aftersales.Returns.Ports;

/// <summary>The courier who picks goods up. Every call says the booking number, under which the courier books once.</summary>
/// <remarks>No answer, or one that makes no sense, is <c>SERVICE_UNAVAILABLE</c>: it is unknown what happened; ask by number before anything is repeated.</remarks>
public interface ICourier
{
    /// <summary>What the courier is called where it acts.</summary>
    const string Name = ReturnDecider.Courier;

    /// <summary>What became of a booking; null when the courier does not know the number.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<PickupReport?> Find(string bookingNo, CancellationToken cancel);

    /// <summary>Books a pickup. The same number with the same content books once.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<PickupReport> Book(PickupBooking booking, CancellationToken cancel);

    /// <summary>Has a booking done in another slot, from another address; false when the courier does not take the slot. The same again changes nothing.</summary>
    /// <param name="sender">Null where they stay the same.</param>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE; also when the booking is over or not known, which <see cref="Find"/> tells.</exception>
    Task<bool> Move(string bookingNo, PickupSlot slot, Address? sender, CancellationToken cancel);

    /// <summary>Calls a booking off. One that is not known, over or called off needs nothing.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task CallOff(string bookingNo, CancellationToken cancel);

    /// <summary>Where a parcel was and is; nothing where the courier does not know the number.</summary>
    /// <param name="carrier">Who carries it; empty for the courier itself.</param>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<ImmutableArray<ParcelScan>> Track(string carrier, string trackingNo, CancellationToken cancel);
}

/// <summary>A pickup to book.</summary>
/// <param name="Sender">Who has the goods, and where: told to nobody else, and never logged (R-PPL-2).</param>
/// <param name="Grams">Assumed weight.</param>
public sealed record PickupBooking(string BookingNo, string OrderId, PickupSlot Slot, Address Sender, int Grams, Receiver Receiver);

/// <summary>What became of a booking.</summary>
/// <param name="WaybillNo">The courier's number of the parcel.</param>
/// <param name="Slot">When the courier comes.</param>
/// <param name="PickedUpAt">Null before.</param>
/// <param name="Attempts">When it came and did not get the goods.</param>
public sealed record PickupReport(string WaybillNo, PickupStanding Standing, PickupSlot Slot, Instant? PickedUpAt, ImmutableArray<AttemptReport> Attempts)
{
    public bool IsPickedUp => Standing == PickupStanding.PickedUp;
}

/// <summary>Where a booking stands at the courier.</summary>
public enum PickupStanding
{
    Booked,
    PickedUp,
    Cancelled,
}

/// <param name="No">The courier's number of it.</param>
/// <param name="Failure">None where the courier says something that is not known here: a person looks.</param>
public sealed record AttemptReport(string No, AttemptFailure Failure, Instant At);

/// <param name="No">The courier's number of it, unique for the parcel.</param>
public sealed record ParcelScan(string No, CourierStatus Status, Instant At, string Place);

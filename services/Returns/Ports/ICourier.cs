using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using NodaTime;

namespace Aftersales.Returns.Ports;

/// <summary>The courier who picks goods up. Every call says the booking number, under which the courier books once.</summary>
/// <remarks>No answer, or one that makes no sense, is <c>SERVICE_UNAVAILABLE</c>: it is unknown what happened; ask by number before anything is repeated.</remarks>
public interface ICourier
{
    /// <summary>What the courier is called where it acts.</summary>
    const string Name = "courier";

    /// <summary>What became of a booking; null when the courier does not know the number.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<PickupReport?> Find(string bookingNo, CancellationToken cancel);

    /// <summary>Books a pickup. The same number with the same content books once.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task<PickupReport> Book(PickupBooking booking, CancellationToken cancel);

    /// <summary>Calls a booking off. One that is not known, over or called off needs nothing.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    Task CallOff(string bookingNo, CancellationToken cancel);
}

/// <summary>
/// A pickup to book. It names the order and no person: the suite's services do not hand addresses to each other, and the courier that delivered the
/// order knows its consignee.
/// </summary>
/// <param name="Day">When the courier is to come, in the business zone, between <paramref name="From"/> and <paramref name="To"/>.</param>
/// <param name="Grams">Assumed weight.</param>
public sealed record PickupBooking(
    string BookingNo, string OrderId, LocalDate Day, LocalTime From, LocalTime To, int Grams, Receiver Receiver);

/// <param name="WaybillNo">The courier's number of the parcel.</param>
public sealed record PickupReport(string WaybillNo, bool IsPickedUp);

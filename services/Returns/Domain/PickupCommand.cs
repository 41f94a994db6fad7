using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <param name="IsCustomers">Whether the customer asks, who can do so a few times only.</param>
public sealed record ReschedulePickup(string By, bool IsCustomers, PickupSlot Slot) : ReturnCommand
{
    /// <summary>A sealed <see cref="Address"/>; null to leave it as it is.</summary>
    public SealedText? SealedAddress { get; init; }
}

/// <summary>The courier does not know the booking: it is about to be booked, for a slot that is still to come.</summary>
public sealed record PrepareBooking : ReturnCommand;

/// <summary>Nobody knows where the goods are.</summary>
public sealed record MissAddress : ReturnCommand;

/// <param name="Number">Of the move that the courier took.</param>
public sealed record ConfirmMove(int Number) : ReturnCommand;

/// <param name="Number">Of the move that the courier did not take.</param>
public sealed record RefuseMove(int Number) : ReturnCommand;

/// <summary>The courier says something by itself.</summary>
public sealed record HearCourier(CourierReport Report) : ReturnCommand;

/// <summary>The courier was asked about the booking.</summary>
/// <param name="News">What it says; what is known of it changes nothing.</param>
public sealed record HearOfPickup(ImmutableArray<CourierReport> News) : ReturnCommand;

/// <summary>The courier was asked about parcels.</summary>
/// <param name="Asked">Their numbers.</param>
/// <param name="News">What it says; what is known of it changes nothing.</param>
public sealed record HearOfParcels(ImmutableArray<string> Asked, ImmutableArray<CourierReport> News) : ReturnCommand;

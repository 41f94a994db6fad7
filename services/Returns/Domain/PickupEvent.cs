using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>Something that happened to a pickup alone.</summary>
public abstract record PickupEvent : ReturnEvent;

/// <summary>The courier confirmed the booking.</summary>
/// <param name="Slot">When it comes.</param>
/// <param name="AskAt">When it is asked whether it came.</param>
/// <param name="Move">What it has still to be told, where it was booked for another slot; null for nothing.</param>
public sealed record PickupBooked(PickupSlot Slot, Instant AskAt, PickupMove? Move) : PickupEvent;

/// <summary>The courier knows that nobody is to be visited any more.</summary>
public sealed record PickupCalledOff : PickupEvent;

/// <summary>The pickup is to be at another time, or from another address.</summary>
/// <param name="IsCustomers">Whether the customer had it moved.</param>
/// <param name="SealedAddress">Null where the address stays.</param>
public sealed record PickupMoveAsked(PickupMove Move, bool IsCustomers, SealedText? SealedAddress) : PickupEvent;

/// <summary>The slot was over, or another was wanted, before the courier knew of the booking.</summary>
public sealed record PickupSlotRenewed(PickupSlot Slot) : PickupEvent;

/// <summary>The courier takes the new slot.</summary>
public sealed record PickupMoved(PickupSlot Slot, Instant AskAt) : PickupEvent;

/// <summary>The courier does not take the new slot.</summary>
public sealed record PickupMoveRefused(Instant AskAt) : PickupEvent;

/// <summary>The courier came and did not get the goods.</summary>
/// <param name="Move">What it has to be told for it to come again; null where it is to be told already, or where a person sees to it.</param>
public sealed record PickupAttemptFailed(FailedAttempt Attempt, PickupMove? Move) : PickupEvent;

/// <summary>The courier gave the booking up; the next is made under another number.</summary>
public sealed record PickupBookingLost(FailedAttempt Attempt, string NextBookingNo) : PickupEvent;

/// <summary>Nobody knows where the goods are.</summary>
public sealed record PickupAddressMissing : PickupEvent;

/// <summary>The courier had nothing new to say.</summary>
public sealed record PickupAsked(Instant AskAt) : PickupEvent;

/// <summary>The courier was asked about those parcels.</summary>
public sealed record ParcelsAsked(ImmutableArray<string> TrackingNos, Instant AskAt) : ReturnEvent;

/// <summary>The courier told where a parcel is.</summary>
public sealed record ParcelTracked(string TrackingNo, Track Track) : ReturnEvent;

/// <summary>The courier said something that changes nothing.</summary>
public sealed record ReportSetAside(CourierReport Report, SetAsideReason Why, Instant At) : ReturnEvent;

using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>Why a parcel was not handed over at the door. The numbers are the contract's.</summary>
public enum DoorReason
{
    /// <summary>The courier does not say.</summary>
    None,
    Unwanted,
    Unreachable,
    Damaged,
    TurnedBack,
}

/// <summary>The courier's report of a parcel that was refused at the door, as Tracking was told.</summary>
public sealed record DoorReport(string TrackingNo, DoorReason Reason, Instant At);

/// <summary>Courier, customer and agent each say that goods were refused at the door: then nobody reviews it.</summary>
public sealed record DoorConfirmations
{
    public DoorReport? Courier { get; init; }

    public Confirmation? Customer { get; init; }

    public Confirmation? Agent { get; init; }

    public bool IsComplete => Courier is not null && Customer is not null && Agent is not null;
}

/// <param name="By">Who said so, or wrote down that it was said.</param>
public sealed record Confirmation(string By, Instant At);

namespace Aftersales.Tracking.Domain;

/// <summary>Why a parcel was not handed over at the door. The numbers are the contract's.</summary>
public enum DoorReason
{
    /// <summary>The courier does not say.</summary>
    Unknown = 0,
    Unwanted = 1,
    Unreachable = 2,
    Damaged = 3,
    TurnedBack = 4,
}

/// <summary>Where an order is. The numbers are the contract's.</summary>
public enum Status
{
    /// <summary>Facts have come, but not yet that it was placed or what followed.</summary>
    Unknown = 0,
    Placed = 1,
    Paid = 2,
    Dispatched = 3,
    Signed = 4,
    Settled = 5,
    Cancelled = 6,
}

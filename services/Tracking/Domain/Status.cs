namespace Aftersales.Tracking.Domain;

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

namespace Aftersales.Tracking.Domain;

/// <summary>A fact that is not believed, and why (R-ORD-1).</summary>
public sealed record Dispute(Fact Fact, DisputeReason Reason);

/// <summary>Why a fact is not believed. The numbers are the contract's.</summary>
public enum DisputeReason
{
    /// <summary>The order system tells the same thing with another time.</summary>
    OrderSystemSaysOtherwise = 1,

    /// <summary>A source of the same or a higher rank says that the parcel left later.</summary>
    SignedBeforeDispatched = 2,

    /// <summary>The order system had cancelled the order by then.</summary>
    SignedAfterCancelled = 3,

    /// <summary>A source of a higher rank says that the parcel was signed for before.</summary>
    DispatchedAfterSigned = 4,

    /// <summary>Settled where the order system cancelled, or the other way round.</summary>
    EndedOtherwise = 5,
}

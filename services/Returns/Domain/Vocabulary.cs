namespace Aftersales.Returns.Domain;

// The numbers are those of the contract's enums, so that mapping is a cast; a test holds names and numbers against each other.

/// <summary>Where a return stands (R-RET-3).</summary>
public enum ReturnStage
{
    Requested = 1,
    UnderReview,
    Approved,
    Rejected,
    PickupScheduled,
    InTransit,
    Received,
    Completed,
    Cancelled,

    /// <summary>Complete but for a refusal that the customer disputes.</summary>
    Disputed,
}

/// <summary>Why goods come back.</summary>
public enum ReturnReason
{
    NoReason = 1,
    Damaged,
    WrongItem,
    Quality,
    RefusedDelivery,
    Other,
}

/// <summary>Whether goods are collected (R-RET-4).</summary>
public enum Collection
{
    Undecided,
    Collect,
    CustomerShips,
    ScrapInPlace,
    NotCollected,
}

/// <summary>On which basis a return may be refunded (R-RET-5, R-REF-5).</summary>
public enum RefundBasis
{
    None,
    Final,
    Advance,
}

/// <summary>Where a piece is: the first axis of a unit.</summary>
public enum Reception
{
    Awaited = 1,
    InTransit,
    Received,
    Short,
    Lost,

    /// <summary>It stays where it is: by R-RET-4, or because it was never handed over.</summary>
    NotCollected,
}

/// <summary>What was decided about a piece: the second axis of a unit.</summary>
public enum Acceptance
{
    Pending = 1,
    Accepted,
    Partly,
    Refused,

    /// <summary>A person has to decide.</summary>
    Manual,
}

/// <summary>In what condition a piece arrived.</summary>
public enum Condition
{
    Unspecified,
    AsNew,
    Opened,
    Used,
    Damaged,
    Spoiled,
}

/// <summary>What the warehouse does with an accepted piece.</summary>
public enum Restock
{
    Unspecified,
    Resell,
    Scrap,
    BackToSupplier,
}

/// <summary>Whose fault it is that goods come back.</summary>
public enum Fault
{
    Customer = 1,
    Merchant,
    Courier,

    /// <summary>To the customer it counts as the merchant's.</summary>
    Supplier,
}

/// <summary>How pieces came to be missing.</summary>
public enum LossKind
{
    /// <summary>The courier lost them.</summary>
    Lost = 1,

    /// <summary>They were said to be in a parcel, and were not.</summary>
    Short,
}

/// <summary>What desks work through.</summary>
public enum ReturnWorkList
{
    All,
    ToReview,
    PickupsDue,
    PickupsOverdue,
    ToInspect,
    Claims,

    /// <summary>Nobody comes without a person.</summary>
    PickupsBlocked,
}

/// <summary>Stages of a return as callers name them.</summary>
public static class Stages
{
    /// <summary>Rejected, completed or cancelled: nothing happens to it any more.</summary>
    public static bool IsEnd(this ReturnStage stage) => stage is ReturnStage.Rejected or ReturnStage.Completed or ReturnStage.Cancelled;

    /// <summary>The contract's name without its prefix, e.g. <c>UNDER_REVIEW</c>.</summary>
    public static string ToName(this ReturnStage stage) => stage switch
    {
        ReturnStage.UnderReview => "UNDER_REVIEW",
        ReturnStage.PickupScheduled => "PICKUP_SCHEDULED",
        ReturnStage.InTransit => "IN_TRANSIT",
        _ => stage.ToString().ToUpperInvariant(),
    };
}

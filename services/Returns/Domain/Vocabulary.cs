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

/// <summary>Who bears the blame (R-QLT-6).</summary>
public enum ResponsibleParty
{
    NotEstablished,
    Warehouse,
    Courier,
    Merchandising,
    Agent,
    PlatformSystem,
    Supplier,
    Customer,
    ForceMajeure,
}

/// <summary>Categories of goods, as far as rules depend on them (R-RET-1).</summary>
public enum Category
{
    Unknown,
    Office,
    Food,
    Daily,
    Apparel,
    Liquor,
    Cosmetics,
    Drinks,
    Household,
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

namespace Aftersales.Returns.Domain.Replacements;

// The numbers are those of the contract's enums, so that mapping is a cast; a test holds names and numbers against each other.

/// <summary>What sort of replacement.</summary>
public enum ReplacementKind
{
    Order = 1,
    Exchange,
    Part,
    Gift,
}

/// <summary>Where a replacement stands.</summary>
public enum ReplacementStage
{
    Requested = 1,
    Approved,
    Placing,
    Placed,
    Dispatched,
    Delivered,
    Failed,
    Cancelled,
}

/// <summary>Who pays for it (R-REP-1).</summary>
public enum CostPayer
{
    Platform = 1,
    Merchant,
}

/// <summary>What became of the goods of the original order.</summary>
public enum OriginalOutcome
{
    Untouched,
    ToRegister,
    ReturnedWithoutRefund,

    /// <summary>The replacement came to nothing: the customer gets the way to a refund back.</summary>
    ToWithdraw,
}

/// <summary>What desks work through.</summary>
public enum ReplacementWorkList
{
    All,
    ToApprove,
    ToPlace,
    UnderWay,
    Claims,
}

/// <summary>Stages as callers name them.</summary>
public static class ReplacementStages
{
    /// <summary>Nothing happens to it any more.</summary>
    public static bool IsEnd(this ReplacementStage stage) =>
        stage is ReplacementStage.Delivered or ReplacementStage.Failed or ReplacementStage.Cancelled;

    public static string ToName(this ReplacementStage stage) => stage.ToString().ToUpperInvariant();
}

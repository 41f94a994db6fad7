namespace Aftersales.Complaints.Domain;

// The handbook's words. Names and numbers are those of the contract's enums; a test holds both against each other.

/// <summary>What the problem is (handbook §3).</summary>
public enum CaseType
{
    Unspecified,
    ShortPick,
    Oversold,
    LateDispatch,
    NotDelivered,
    AbnormalSignoff,
    RefusedDelivery,
    MissingItem,
    Damaged,
    WrongItem,
    Quality,
    Price,
    Invoice,
    ReturnRequest,
    Replacement,
    PromiseBreach,
    Conduct,
    Inquiry,
}

/// <summary>Where a case stands.</summary>
public enum CaseStage
{
    Unspecified,
    AwaitingEvidence,
    Open,
    Offered,
    Resolving,
    NeedsAttention,
    Resolved,
    Closed,
}

/// <summary>How a case ended (R-ESC-3).</summary>
public enum CaseOutcome
{
    Unspecified,
    Resolved,
    Withdrawn,
    Rejected,
    Expired,
}

/// <summary>How a case came in.</summary>
public enum Channel
{
    Unspecified,
    Web,
    App,
    Im,
    Phone,
    Mail,
    Social,
    Courier,
    Review,
    Tracking,
}

/// <summary>How serious a case is (R-CASE-3); compares by seriousness.</summary>
public enum Severity
{
    Unspecified,
    Low,
    Normal,
    High,
    Critical,
}

/// <summary>The rungs of the ladder (R-ESC-1); compares by height.</summary>
public enum Tier
{
    Unspecified,
    L1,
    L2,
    Platform,
}

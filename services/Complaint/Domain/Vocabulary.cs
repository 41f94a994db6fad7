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

    /// <summary>It goes on in another case about the same.</summary>
    Attached,
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

/// <summary>What a compensation consists of (R-COMP-1).</summary>
public enum GrantKind
{
    Unspecified,
    Coupon,
    Cash,
    Gift,
    PriceDifference,
    Freight,
}

/// <summary>Defects that small goodwill is measured by (R-COMP-1).</summary>
public enum GoodwillPart
{
    Unspecified,
    Scratch,
    LeakOrDirt,
    DamagedUsable,
    GlassUsable,
}

/// <summary>What kinds of compensation have in common.</summary>
public static class GrantKinds
{
    extension(GrantKind kind)
    {
        /// <summary>Refund pays it, after it was granted.</summary>
        public bool IsMoney => kind is GrantKind.Cash or GrantKind.PriceDifference or GrantKind.Freight;

        /// <summary>R-COMP-5: gives back what was paid too much.</summary>
        public bool IsRestitution => kind is GrantKind.PriceDifference or GrantKind.Freight;
    }
}

/// <summary>Kinds of invoices (R-INV-2).</summary>
public enum InvoiceKind
{
    Unspecified,
    Ordinary,
    VatSpecial,
    Digital,
}

/// <summary>The rungs of the ladder (R-ESC-1); compares by height.</summary>
public enum Tier
{
    Unspecified,
    L1,
    L2,
    Platform,
}

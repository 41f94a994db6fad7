namespace Aftersales.Compensations.Domain;

/// <summary>For what a compensation is granted; numbers are the contract's.</summary>
public enum Cause
{
    ShortPick = 1,
    Oversold = 2,
    LateDispatch = 3,
    LateDelivery = 4,
    Lost = 5,
    AbnormalSignoff = 6,
    MissingItem = 7,
    Damaged = 8,
    WrongItem = 9,
    Quality = 10,
    PromiseBreach = 11,
    Conduct = 12,
    Goodwill = 13,
    Price = 14,
}

/// <summary>Kinds of compensation (R-COMP-1); numbers are the contract's.</summary>
public enum Kind
{
    Coupon = 1,
    Cash = 2,

    /// <summary>Something that is added to the order or sent.</summary>
    Gift = 3,

    /// <summary>What was paid above the promised price: restitution, nobody's to decide.</summary>
    PriceDifference = 4,

    /// <summary>Freight paid: restitution too.</summary>
    Freight = 5,
}

/// <summary>R-COMP-1: defects that small goodwill is measured by; numbers are the contract's.</summary>
public enum Part
{
    None = 0,
    Scratch = 1,
    LeakOrDirt = 2,
    DamagedUsable = 3,
    GlassUsable = 4,
}

/// <summary>What a shop sells, where its rules differ.</summary>
public enum ShopType
{
    Supermarket,
    Apparel,
}

/// <summary>Who decides, from the least authority to the most.</summary>
public enum Tier
{
    /// <summary>Somebody without authority over compensations.</summary>
    None,

    /// <summary>The suite itself: what a rule mandates, nothing else (R-COMP-4).</summary>
    System,
    L1,
    L2,
    Platform,
}

/// <summary>How strong a grant is: an increase for the same cause has to be stronger than what stands (R-COMP-5).</summary>
public enum Strength
{
    L1 = 1,
    L2 = 2,

    /// <summary>A rule owes it, whoever puts it down.</summary>
    Mandated = 3,
    Platform = 4,
}

/// <summary>Where a grant stands; numbers are the contract's.</summary>
public enum GrantStatus
{
    Granted = 1,
    Spent = 2,
    Revoked = 3,
    Expired = 4,
    Reserved = 5,
}

/// <summary>Where a coupon stands; numbers are the contract's.</summary>
public enum CouponStatus
{
    /// <summary>A code of another system is awaited (R-COMP-10).</summary>
    Pending = 1,
    Available = 2,
    Reserved = 3,
    Spent = 4,
    Expired = 5,
    Revoked = 6,
}

/// <summary>Who bears the cost; numbers are the contract's.</summary>
public enum Party
{
    Unknown = 0,
    Warehouse = 1,
    Courier = 2,
    Merchandising = 3,
    Agent = 4,
    PlatformSystem = 5,
    Supplier = 6,
    Customer = 7,
    ForceMajeure = 8,
}

/// <summary>What kinds have in common.</summary>
public static class KindFacts
{
    extension(Kind kind)
    {
        /// <summary>R-COMP-5: gives back what was paid too much; outside authority, caps and budgets.</summary>
        public bool IsRestitution => kind is Kind.PriceDifference or Kind.Freight;
    }
}

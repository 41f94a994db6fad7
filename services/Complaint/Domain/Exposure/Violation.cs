namespace Aftersales.Complaints.Domain;

/// <summary>What the platform takes points for (handbook §9).</summary>
public enum Violation
{
    Unspecified,
    InvoiceRefused,
    InvoiceConditioned,
    InvoiceFee,
    InvoiceOtherIssuer,

    /// <summary>Cash on delivery or credit card, after offering it.</summary>
    PaymentRefused,

    /// <summary>A trial for the postage alone, after offering it.</summary>
    TrialRefused,
    PriceRaised,
    FreightRaised,

    /// <summary>Freight on goods that ship free.</summary>
    FreightCharged,

    /// <summary>Any other promise of the shop's own.</summary>
    PromiseBroken,

    /// <summary>Against the buyer's will, cash on delivery aside.</summary>
    OrderClosed,
    ListedWithoutStock,
}

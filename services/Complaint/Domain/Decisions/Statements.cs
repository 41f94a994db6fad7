namespace Aftersales.Complaints.Domain;

/// <summary>What was said to a question of yes or no. Numbers are the contract's.</summary>
public enum YesNo
{
    /// <summary>Not said.</summary>
    Unspecified,
    Yes,
    No,
}

/// <summary>What the customer prefers. Numbers are the contract's.</summary>
public enum CustomerChoice
{
    /// <summary>Not said.</summary>
    Unspecified,
    Reship,
    Refund,
}

/// <summary>What the customer said that decisions depend on (handbook §4); what is not given was not said.</summary>
public sealed record Statements
{
    public static readonly Statements None = new();

    /// <summary>How often something was taken down.</summary>
    public int Revision { get; init; }

    public YesNo Urgent { get; init; }

    public YesNo WantsGoods { get; init; }

    public YesNo KnowsSigner { get; init; }

    public CustomerChoice Choice { get; init; }

    public YesNo DeclinedRefund { get; init; }

    public YesNo CannotReorder { get; init; }

    public YesNo ClaimsCompensation { get; init; }

    public YesNo ConfirmsRefusal { get; init; }

    /// <summary>No: it is about an agent.</summary>
    public YesNo AboutCourier { get; init; }

    /// <summary>When a second delivery suits; null when not said.</summary>
    public Slot? Slot { get; init; }

    /// <summary>A title that the customer saved; null when not said.</summary>
    public string? InvoiceTitle { get; init; }

    public InvoiceKind InvoiceKind { get; init; }

    /// <summary>The invoice that is wrong (R-INV-3); null when none was named.</summary>
    public string? WrongInvoice { get; init; }

    /// <summary>With what was said now; what was left out stays.</summary>
    public Statements With(Statements said) => new()
    {
        Revision = Revision + 1,
        Urgent = Newer(said.Urgent, Urgent),
        WantsGoods = Newer(said.WantsGoods, WantsGoods),
        KnowsSigner = Newer(said.KnowsSigner, KnowsSigner),
        Choice = said.Choice == CustomerChoice.Unspecified ? Choice : said.Choice,
        DeclinedRefund = Newer(said.DeclinedRefund, DeclinedRefund),
        CannotReorder = Newer(said.CannotReorder, CannotReorder),
        ClaimsCompensation = Newer(said.ClaimsCompensation, ClaimsCompensation),
        ConfirmsRefusal = Newer(said.ConfirmsRefusal, ConfirmsRefusal),
        AboutCourier = Newer(said.AboutCourier, AboutCourier),
        Slot = said.Slot ?? Slot,
        InvoiceTitle = said.InvoiceTitle ?? InvoiceTitle,
        InvoiceKind = said.InvoiceKind == InvoiceKind.Unspecified ? InvoiceKind : said.InvoiceKind,
        WrongInvoice = said.WrongInvoice ?? WrongInvoice,
    };

    private static YesNo Newer(YesNo said, YesNo before) => said == YesNo.Unspecified ? before : said;
}

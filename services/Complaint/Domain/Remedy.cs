using System.Text.Json.Serialization;

namespace Aftersales.Complaints.Domain;

/// <summary>One thing done for the customer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ReturnRemedy), "return")]
[JsonDerivedType(typeof(RefundRemedy), "refund")]
[JsonDerivedType(typeof(CompensationRemedy), "compensation")]
[JsonDerivedType(typeof(InvoiceRemedy), "invoice")]
[JsonDerivedType(typeof(ReplacementRemedy), "replacement")]
[JsonDerivedType(typeof(ExchangeRemedy), "exchange")]
[JsonDerivedType(typeof(PartRemedy), "part")]
[JsonDerivedType(typeof(RepairRemedy), "repair")]
public abstract record Remedy
{
    /// <summary>The goods it is about.</summary>
    public virtual ImmutableArray<LineQuantity> Goods => [];
}

/// <summary>Goods come back or are scrapped in place, then are refunded.</summary>
/// <param name="Return">The return that the customer requested already; null to open one.</param>
public sealed record ReturnRemedy(ImmutableArray<LineQuantity> Lines, string? Return) : Remedy
{
    public override ImmutableArray<LineQuantity> Goods => Lines;
}

/// <summary>A replacement order instead of money (R-REP-1).</summary>
/// <param name="Follows">The replacement that is claimed in its turn (R-RET-9); null for a first claim.</param>
public sealed record ReplacementRemedy(ImmutableArray<WantedLine> Lines, Grounds Grounds, string? Follows) : Remedy
{
    public override ImmutableArray<LineQuantity> Goods => [.. Lines.Select(line => line.Goods)];
}

/// <summary>Goods come back or are scrapped in place, then others of the same value go out (R-RET-8).</summary>
public sealed record ExchangeRemedy(ImmutableArray<WantedLine> Lines) : Remedy
{
    public override ImmutableArray<LineQuantity> Goods => [.. Lines.Select(line => line.Goods)];
}

/// <summary>A part goes out on its own (R-RET-11); its piece stays free for anything else.</summary>
public sealed record PartRemedy(LineQuantity Piece, string Part) : Remedy;

/// <summary>Goods are repaired or altered, the price told first (R-RET-8).</summary>
/// <param name="Wish">What is to be done, sealed.</param>
public sealed record RepairRemedy(ImmutableArray<LineQuantity> Lines, SealedText Wish) : Remedy
{
    public override ImmutableArray<LineQuantity> Goods => Lines;
}

/// <summary>Goods that go out.</summary>
/// <param name="Sku">Another size or colour of the same value; null for the same.</param>
public sealed record WantedLine(string Line, int Quantity, string? Sku = null)
{
    public LineQuantity Goods => new(Line, Quantity);
}

/// <summary>What the agent found out and the customer said (R-REP-1).</summary>
public sealed record Grounds(bool WantsGoods, bool DeclinedRefund, bool CannotReorder, bool OriginalStopped);

/// <summary>Refund without a return.</summary>
/// <param name="Freight">Freight to refund beside the goods; null for none.</param>
public sealed record RefundRemedy(ImmutableArray<LineQuantity> Lines, Money? Freight) : Remedy
{
    public override ImmutableArray<LineQuantity> Goods => Lines;
}

/// <summary>A compensation on top.</summary>
public sealed record CompensationRemedy(GrantKind Grant, Money Amount) : Remedy
{
    /// <summary>What the customer is told with it, sealed; empty for nothing.</summary>
    public SealedText Note { get; init; } = SealedText.Empty;

    /// <summary>Which gift; null for other kinds.</summary>
    public string? Gift { get; init; }

    /// <summary>The defect that small goodwill is for: its cause is not the case's then.</summary>
    public GoodwillPart Part { get; init; }

    /// <summary>The pieces concerned, held by nobody; empty for the case's own.</summary>
    public ImmutableArray<LineQuantity> About { get; init; } = [];
}

/// <summary>An invoice.</summary>
/// <param name="Title">To whom, sealed; empty where a saved title is named.</param>
public sealed record InvoiceRemedy(SealedText Title) : Remedy
{
    /// <summary>A title that the customer saved; null where one is written out.</summary>
    public string? SavedTitle { get; init; }

    public InvoiceKind Sort { get; init; }

    /// <summary>The wrong invoice whose place it takes (R-INV-3); null otherwise.</summary>
    public string? Replaces { get; init; }
}

using System.Text.Json.Serialization;

namespace Aftersales.Complaints.Domain;

/// <summary>One thing done for the customer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ReturnRemedy), "return")]
[JsonDerivedType(typeof(RefundRemedy), "refund")]
[JsonDerivedType(typeof(CompensationRemedy), "compensation")]
[JsonDerivedType(typeof(InvoiceRemedy), "invoice")]
public abstract record Remedy
{
    /// <summary>The goods it is about.</summary>
    [JsonIgnore]
    public virtual ImmutableArray<LineQuantity> Goods => [];
}

/// <summary>Goods come back or are scrapped in place, then are refunded.</summary>
/// <param name="Return">The return that the customer requested already; null to open one.</param>
public sealed record ReturnRemedy(ImmutableArray<LineQuantity> Lines, string? Return) : Remedy
{
    [JsonIgnore]
    public override ImmutableArray<LineQuantity> Goods => Lines;
}

/// <summary>Refund without a return.</summary>
/// <param name="Freight">Freight to refund beside the goods; null for none.</param>
public sealed record RefundRemedy(ImmutableArray<LineQuantity> Lines, Money? Freight) : Remedy
{
    [JsonIgnore]
    public override ImmutableArray<LineQuantity> Goods => Lines;
}

/// <summary>A compensation on top.</summary>
/// <param name="Cash">Cash, paid as abnormal refund; otherwise a coupon.</param>
/// <param name="Note">What the customer is told with it, sealed; empty for nothing.</param>
public sealed record CompensationRemedy(bool Cash, Money Amount, string Note = "") : Remedy;

/// <summary>An invoice.</summary>
/// <param name="Title">To whom, sealed.</param>
public sealed record InvoiceRemedy(string Title) : Remedy;

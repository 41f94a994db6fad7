using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>What Returns keeps of an order: enough to tell who may return what until when.</summary>
/// <param name="DispatchedAt">When the first parcel left; null before.</param>
/// <param name="SignedAt">When it was signed for; null before. Windows count from here (R-RET-1).</param>
public sealed record OrderFacts(string OrderId, string BuyerId, Instant? DispatchedAt, Instant? SignedAt, ImmutableArray<OrderLine> Lines)
{
    public Instant? PaidAt { get; init; }

    public Instant? CancelledAt { get; init; }
}

/// <param name="Quantity">Pieces bought.</param>
/// <param name="UnitListPrice">List price of one piece (R-RET-4).</param>
public sealed record OrderLine(string LineId, Category Category, int Quantity, Money UnitListPrice)
{
    /// <summary>The merchant's stock keeping unit; empty when it was not told.</summary>
    public string Sku { get; init; } = "";
}

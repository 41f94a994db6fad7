using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>What Returns keeps of an order: enough to tell who may return what until when, and what it was paid for.</summary>
/// <param name="DispatchedAt">When the first parcel left; null before.</param>
/// <param name="SignedAt">When it was signed for; null before. Windows count from here (R-RET-1).</param>
public sealed record OrderFacts(string OrderId, string BuyerId, Instant? DispatchedAt, Instant? SignedAt, ImmutableArray<OrderLine> Lines)
{
    /// <summary>The shop that sold it; empty where that is not known.</summary>
    public string ShopId { get; init; } = "";

    public Instant? PaidAt { get; init; }

    public Instant? CancelledAt { get; init; }

    /// <summary>When the channel stopped refunding it (交易成功); null before.</summary>
    public Instant? SettledAt { get; init; }

    /// <summary>Parcels that the courier says were refused at the door.</summary>
    public ImmutableArray<DoorReport> Refusals { get; init; } = [];

    /// <summary>Freight that the buyer paid for the way there.</summary>
    public Money FreightPaid { get; init; } = Money.Cny(0);

    public OrderLine? Line(string lineId) => Lines.FirstOrDefault(l => l.LineId == lineId);
}

/// <param name="Quantity">Pieces bought.</param>
/// <param name="UnitListPrice">List price of one piece (R-RET-4).</param>
public sealed record OrderLine(string LineId, Category Category, int Quantity, Money UnitListPrice)
{
    /// <summary>The merchant's code of the goods.</summary>
    public string Sku { get; init; } = "";

    /// <summary>Paid for all pieces, without freight.</summary>
    public Money Paid { get; init; } = UnitListPrice * Quantity;

    /// <summary>The latest pieces that the customer got instead of the first ones; null where there are none. Not a fact of the order.</summary>
    [JsonIgnore]
    public NewPieces? Renewed { get; init; }
}

/// <summary>Pieces that were delivered instead of others: replaced or exchanged (R-RET-9).</summary>
/// <param name="At">When the customer had them.</param>
public sealed record NewPieces(int Quantity, Instant At);

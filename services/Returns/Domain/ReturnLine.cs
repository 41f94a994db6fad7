using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>Pieces of one line, and where each of them stands.</summary>
/// <param name="Quantity">Pieces returned, 1 to <paramref name="Bought"/>.</param>
/// <param name="Bought">Pieces of the line that were bought: the bound of all its returns together (R-RET-2).</param>
/// <param name="Paid">Paid for all pieces bought, without freight.</param>
public sealed record ReturnLine(string LineId, int Quantity, int Bought, Money UnitListPrice, Money Paid, Category Category)
{
    public required ReturnReason Reason { get; init; }

    /// <summary>Leaf of the reason catalogue.</summary>
    public required string ReasonCode { get; init; }

    public required Fault Fault { get; init; }

    public Collection Collection { get; init; }

    public required ImmutableArray<Units> Units { get; init; }

    /// <summary>The merchant's code of the goods, empty where they have none; null in returns from before it was kept: they are in no list and no sum of it.</summary>
    public string? Sku { get; init; }

    /// <summary>Photos of the inspections.</summary>
    public ImmutableArray<string> InspectionPhotos { get; init; } = [];

    /// <summary>Pieces that arrived.</summary>
    public int Received => Units.Count(u => u.Reception == Reception.Received);

    /// <summary>Pieces that are refunded in full or in part.</summary>
    public int Accepted => Units.Count(u => u.IsAccepted);

    /// <summary>Pieces refused at inspection.</summary>
    public int Refused => Units.Count(u => u is { Reception: Reception.Received, Acceptance: Acceptance.Refused });

    /// <summary>Goods that come back; the others are scrapped or left with the customer.</summary>
    public bool IsComing => Collection is Collection.Collect or Collection.CustomerShips;

    /// <summary>What was paid for so many pieces, rounded down: Refund's shares of the same pieces are never less.</summary>
    public Money PaidFor(int pieces) => Paid with { Minor = (long)((Int128)Paid.Minor * pieces / Bought) };

    /// <summary>At most half of what was paid for so many pieces, each piece by itself (R-RET-6).</summary>
    public Money HalfOf(int pieces) => Paid with { Minor = Paid.Minor / Bought / 2 * pieces };
}

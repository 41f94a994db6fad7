using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Aftersales.Kernel;

namespace Aftersales.Refunds.Domain;

/// <summary>What a refund consists of; reserved on the order from the request until it failed or was called off.</summary>
/// <param name="Compensation">Cash compensation; has its own budget, so it does not count against what was paid (R-REF-3).</param>
public sealed record Parts(ImmutableArray<LinePart> Lines, Money Freight, Money Compensation)
{
    [JsonIgnore]
    public Money Goods => Money.Sum(Lines.Select(line => line.Amount), Freight.Currency);

    /// <summary>The part of it that the customer had paid.</summary>
    [JsonIgnore]
    public Money Restitution => Goods + Freight;

    [JsonIgnore]
    public Money Total => Restitution + Compensation;
}

/// <summary>Pieces of one line.</summary>
/// <param name="Pieces">Indices of the pieces, 0 and up, ascending: a piece is refunded once.</param>
/// <param name="Amount">The pieces' shares of what was paid for the line.</param>
public sealed record LinePart(string LineId, ImmutableArray<int> Pieces, Money Amount)
{
    /// <summary>What the first <paramref name="quantity"/> of the pieces come to; all of them when there are fewer.</summary>
    public Money AmountOf(int quantity) =>
        Money.Sum(Amount.Allocate([.. Enumerable.Repeat(1L, Pieces.Length)]).Take(quantity), Amount.Currency);
}

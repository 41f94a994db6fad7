using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Refunds.Domain;

/// <summary>What a refund consists of; reserved on the order from the request until it failed or was called off.</summary>
/// <param name="Compensation">Cash compensation; has its own budget, so it does not count against what was paid (R-REF-3).</param>
public sealed record Parts(ImmutableArray<LinePart> Lines, Money Freight, Money Compensation)
{
    /// <summary>What lines cost more than they should have; the goods are kept.</summary>
    public ImmutableArray<PriceDifference> PriceDifferences { get; init; } = [];

    /// <summary>What the customer laid out to send a wrong invoice back (R-INV-3). Never paid to the shop, so it does not count against what was paid.</summary>
    public Money Postage { get; init; } = Money.Zero(Freight.Currency);

    /// <summary>What is kept back of the goods: freight and fee at the customer's cost, the rest of pieces accepted in part (R-RET-7). They are reserved in full all the same.</summary>
    public Money Deduction { get; init; } = Money.Zero(Freight.Currency);

    /// <summary>Of the deduction: the rest of pieces accepted in part, each line once. The customer goes on paying it, and invoices stand for it (R-INV-6).</summary>
    public ImmutableArray<Lessened> Lessened { get; init; } = [];

    public Money LessenedTotal => Money.Sum(Lessened.Select(line => line.Amount), Freight.Currency);

    public Money Goods => Money.Sum(Lines.Select(line => line.Amount), Freight.Currency);

    public Money PriceDifference => Money.Sum(PriceDifferences.Select(difference => difference.Amount), Freight.Currency);

    /// <summary>The part of it that the customer had paid for the order.</summary>
    public Money Restitution => Goods + Freight + PriceDifference;

    public Money Total => Restitution - Deduction + Compensation + Postage;

    /// <summary>What came back of them: without the pieces beyond those accepted, and less the rest of those accepted in part.</summary>
    public Parts CameBack(EndedReturn ended)
    {
        var kept = Lines.Select(line => line.First(ended.AcceptedOf(line.LineId))).Where(line => !line.Pieces.IsEmpty).ToImmutableArray();
        var lessened = kept.Select(line => line.Lessened(ended.PartlyOf(line.LineId))).OfType<Lessened>().ToImmutableArray();
        var back = this with { Lines = kept, Lessened = lessened };
        return back with { Deduction = Money.Min(Deduction - LessenedTotal + back.LessenedTotal, back.Goods) };
    }
}

/// <summary>Pieces of one line.</summary>
/// <param name="Pieces">Indices of the pieces, 0 and up, ascending: a piece is refunded once.</param>
/// <param name="Amount">The pieces' shares of what was paid for the line.</param>
public sealed record LinePart(string LineId, ImmutableArray<int> Pieces, Money Amount)
{
    /// <summary>The first <paramref name="quantity"/> of the pieces and what they come to; all of them when there are fewer.</summary>
    public LinePart First(int quantity) => this with
    {
        Pieces = [.. Pieces.Take(quantity)],
        Amount = Money.Sum(Shares.Take(quantity), Amount.Currency),
    };

    /// <summary>The rest of those pieces, the last ones, that were accepted for a share of their price; null for nothing.</summary>
    public Lessened? Lessened(IReadOnlyCollection<PartlyAccepted> partly)
    {
        var shares = Shares.Reverse();
        var (pieces, rest) = (0, Money.Zero(Amount.Currency));
        foreach (var (count, share) in partly)
        {
            var paid = Money.Sum(shares.Skip(pieces).Take(count), Amount.Currency);
            rest += paid - paid.Times(Percent.Of(share / 100m));
            pieces += count;
        }

        return rest.IsPositive ? new(LineId, Math.Min(pieces, Pieces.Length), rest) : null;
    }

    private IEnumerable<Money> Shares => Pieces.IsEmpty ? [] : Amount.Allocate([.. Enumerable.Repeat(1L, Pieces.Length)]);
}

/// <summary>What a line cost more than it should have; its pieces are worth so much less from then on.</summary>
public sealed record PriceDifference(string LineId, Money Amount);

/// <summary>Pieces of a line that were accepted in part.</summary>
/// <param name="Amount">What the customer goes on paying for them.</param>
public sealed record Lessened(string LineId, int Pieces, Money Amount);

using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>What the way back costs and who pays it (R-RET-6, R-RET-7). The four parts sum to the cost, and none is negative.</summary>
/// <param name="IsEstimate">By the policy, as long as nobody said.</param>
/// <param name="PaidByCustomer">The customer paid the courier: nothing is deducted, and what others owe is given back.</param>
public sealed record Freight(Money Cost, bool IsEstimate, Money Insurance, Money Buyer, Money Merchant, Money Courier, bool PaidByCustomer)
{
    /// <summary>Limit of an offer to keep the goods; null where collecting them is fine (R-RET-6).</summary>
    public Money? KeepOfferLimit { get; init; }

    /// <summary>What is deducted from the refund.</summary>
    public Money Deducted => PaidByCustomer ? Money.Zero(Cost.Currency) : Buyer;

    /// <summary>What the customer laid out for others.</summary>
    public Money Reimbursement => PaidByCustomer ? Merchant + Courier : Money.Zero(Cost.Currency);
}

/// <summary>Splits the freight of the way back to the fen.</summary>
public static class FreightSplit
{
    /// <summary>
    /// Each line bears its pieces' part of the cost (largest remainder), and who is at fault for the line pays it: so the buyer pays for the sound
    /// goods of a mixed return, and never for another's fault. The insurance pays each in the same proportion; the merchant tops up the rest of
    /// its own part.
    /// </summary>
    /// <param name="cost">0 or more.</param>
    /// <param name="insurance">0 or more; what is above the cost does not count.</param>
    /// <param name="parts">Pieces on the way and whose fault; at least one piece where there is a cost.</param>
    public static (Money Insurance, Money Buyer, Money Merchant, Money Courier) Of(Money cost, Money insurance, IReadOnlyList<(int Pieces, Fault Fault)> parts)
    {
        var shares = cost.Allocate([.. parts.Select(p => (long)p.Pieces)]);
        var gross = new[] { Payer.Buyer, Payer.Merchant, Payer.Courier }
            .Select(payer => Money.Sum(shares.Where((_, i) => Of(parts[i].Fault) == payer), cost.Currency))
            .ToList();
        var paid = Money.Min(insurance, cost);
        var relief = paid.Allocate([.. gross.Select(g => g.Minor)]);
        return (paid, gross[0] - relief[0], gross[1] - relief[1], gross[2] - relief[2]);
    }

    /// <summary>The freight of what comes back of a return; null where nothing does.</summary>
    public static Freight? Of(IReadOnlyCollection<ReturnLine> lines, bool customerShips, FreightTerms terms, int pieceGrams)
    {
        var coming = lines.Where(l => l.IsComing).ToImmutableArray();
        if (coming.IsEmpty)
            return null;
        var kilograms = (coming.Sum(l => (long)l.Quantity) * pieceGrams + 999) / 1000;
        // What the customer will pay is not known before they do.
        var cost = customerShips ? Money.Zero(terms.FirstKilogram.Currency) : terms.FirstKilogram + (terms.FurtherKilogram * Math.Max(0, kilograms - 1));
        return Of(coming, cost, Money.Zero(cost.Currency), customerShips, terms) with { IsEstimate = true };
    }

    /// <summary>The freight of those lines at a cost that was told.</summary>
    public static Freight Of(IEnumerable<ReturnLine> lines, Money cost, Money insurance, bool paidByCustomer, FreightTerms terms)
    {
        var coming = lines.Where(l => l.IsComing).ToList();
        var (insured, buyer, merchant, courier) = Of(cost, insurance, [.. coming.Select(l => (l.Quantity, l.Fault))]);
        var faulty = coming.Where(l => l.Fault != Fault.Customer).ToList();
        return new(cost, false, insured, buyer, merchant, courier, paidByCustomer)
        {
            KeepOfferLimit = cost > terms.KeepOfferAbove && faulty.Count > 0
                ? Money.Sum(faulty.Select(l => l.HalfOf(l.Quantity)), cost.Currency)
                : null,
        };
    }

    private static Payer Of(Fault fault) => fault switch
    {
        Fault.Customer => Payer.Buyer,
        Fault.Courier => Payer.Courier,
        _ => Payer.Merchant,
    };

    private enum Payer
    {
        Buyer,
        Merchant,
        Courier,
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>
/// Price differences and freight (R-COMP-5): what was paid too much is given back, by whoever serves the customer, outside authority, caps and
/// budgets. The order's facts say how much; sums of the order keep it from being given twice (R-REF-3).
/// </summary>
internal static class Restitution
{
    private const string Rule = "R-COMP-5";

    public static Ruling Decide(Demand demand, Decider by, Situation situation)
    {
        if (by.Tier == Tier.None)
            return new Refusal(CompensationReasons.AuthorityExceeded, "above the authority of whoever decides").With("allowed", "0").With("tier", AuthorityDecider.Name(Tier.L1)).Rule(Rule);
        var shares = Owed(demand.OrderId, demand.Kind, demand.Pieces, situation);
        var left = Left(shares, situation.Standing, demand.Amount.Currency);
        if (demand.Amount > left)
            return Exceeded(left.Minor);
        return new Permission(
            demand.Amount,
            left,
            new(Rule, situation.Policy.Version, situation.Order.PaidAmount, 0, by.Person, by.Tier, demand.AttributedTo) { RuleId = "restitution" },
            Strength.L1,
            [],
            Divide(shares, demand.Amount, situation.Standing));
    }

    /// <summary>What is owed of it in all: the paid above the promised price of the pieces, of all lines where none are named, or the freight.</summary>
    public static ImmutableArray<Counted> Owed(string order, Kind kind, ImmutableArray<Piece> pieces, Situation situation)
    {
        var facts = situation.Order;
        if (kind == Kind.Freight)
            return facts.FreightPaid.IsPositive ? [new(Sums.Restitution(order), facts.FreightPaid)] : [];
        return
        [
            .. from line in facts.Lines
               where line.PromisedPrice is not null
               let quantity = pieces.IsEmpty ? line.Quantity : Math.Min(line.Quantity, pieces.Where(p => p.Line == line.Id).Sum(p => p.Quantity))
               let difference = line.PaidFor(quantity) - (line.PromisedPrice!.Value * quantity)
               where difference.IsPositive
               select new Counted(Sums.Restitution(order, line.Id), difference),
        ];
    }

    public static Money Left(ImmutableArray<Counted> owed, Standing standing, Currency currency) => Money.Sum(owed.Select(share => Left(share, standing)), currency);

    /// <summary>The refusal when less than was asked for is left to give back.</summary>
    public static Refusal Exceeded(long left) =>
        new Refusal(CompensationReasons.RefundExceedsPaid, "more than was paid too much, or than is left of it")
            .With("allowed", Math.Max(0, left).ToString(CultureInfo.InvariantCulture)).Rule("R-REF-3");

    // One line after the other, so that the same demand always counts the same.
    private static ImmutableArray<Counted> Divide(ImmutableArray<Counted> owed, Money amount, Standing standing)
    {
        var parts = ImmutableArray.CreateBuilder<Counted>();
        foreach (var share in owed)
        {
            var part = Money.Min(amount, Left(share, standing));
            if (!part.IsPositive)
                continue;
            parts.Add(share with { Part = part });
            amount -= part;
        }

        return parts.ToImmutable();
    }

    private static Money Left(Counted share, Standing standing) =>
        Money.Max(Money.Zero(share.Limit.Currency), share.Limit - standing.Of(share.Counter, share.Limit.Currency));
}

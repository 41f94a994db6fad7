using System.Collections.Immutable;
using System.Globalization;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>The sums that a decision counts in.</summary>
/// <param name="Owed">For what a rule mandates: it is in no budget.</param>
/// <param name="Discretion">For everything else.</param>
internal sealed record Room(ImmutableArray<Counted> Owed, ImmutableArray<Counted> Discretion)
{
    /// <summary>The platform decides aside from all of them.</summary>
    public static Room Unbounded { get; } = new([], []);

    public ImmutableArray<Counted> For(Rule rule) => rule.Mandated ? Owed : Discretion;
}

/// <summary>The order's cap (R-COMP-5) and the budgets (R-COMP-6).</summary>
public static class Bounds
{
    /// <summary>Which sums the decisions of a person on a tier count in.</summary>
    internal static Room Of(string order, string person, Tier tier, Situation situation)
    {
        if (tier == Tier.Platform)
            return Room.Unbounded;
        var cap = new Counted(Sums.OrderCap(order), situation.Policy.OrderCap);
        var discretion = ImmutableArray.CreateBuilder<Counted>();
        discretion.Add(cap);
        foreach (var (budget, limits) in Budget.All(situation.Policy, person, situation.Order.ShopId, situation.Today))
            if (limits.TryGetValue(tier, out var limit))
                discretion.Add(new(budget.Counter, limit));
        return new([cap], discretion.ToImmutable());
    }

    internal static Refusal? Refuse(Permission permission, Tier tier, Standing standing)
    {
        foreach (var sum in permission.Counted)
        {
            var left = Left(sum, standing);
            if (permission.Amount > left)
                return Exceeded(sum.Counter, left.Minor) is var refusal && Budget.Read(sum.Counter) is null ? refusal : refusal.With("tier", Next(tier));
        }

        return null;
    }

    /// <summary>The most that can be added to these sums, and not below zero; null without any.</summary>
    internal static Money? Least(ImmutableArray<Counted> sums, Standing standing)
    {
        Money? least = null;
        foreach (var sum in sums)
        {
            var left = Money.Max(Money.Zero(sum.Limit.Currency), Left(sum, standing));
            least = least is { } so ? Money.Min(so, left) : left;
        }

        return least;
    }

    /// <summary>The refusal when a sum would leave its bound by <paramref name="left"/> fen being too little.</summary>
    public static Refusal Exceeded(string counter, long left) =>
        Sums.IsRestitution(counter) ? Restitution.Exceeded(left)
        : Budget.Read(Sums.Watched(counter)) is { } budget ? new Refusal(CompensationReasons.BudgetExhausted, "the budget is used up; the next tier must confirm").With("budget", budget.Name).Rule("R-COMP-6")
        : new Refusal(CompensationReasons.OrderCapExceeded, "all compensations of the order would pass its cap")
            .With("allowed", Math.Max(0, left).ToString(CultureInfo.InvariantCulture)).Rule("R-COMP-5");

    private static Money Left(Counted sum, Standing standing) => sum.Limit - standing.Of(sum.Counter, sum.Limit.Currency);

    private static string Next(Tier tier) => AuthorityDecider.Name(tier < Tier.L2 ? Tier.L2 : Tier.Platform);
}

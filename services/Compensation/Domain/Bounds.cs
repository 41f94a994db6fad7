using System.Globalization;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>The order's cap (R-COMP-5) and the daily budgets (R-COMP-6).</summary>
public static class Bounds
{
    /// <summary>Which sums a grant counts in. The platform decides aside from all of them, and what a rule mandates is in no budget.</summary>
    internal static IEnumerable<Counted> Of(Rule rule, string order, Decider by, Situation situation)
    {
        if (by.Tier == Tier.Platform)
            yield break;
        yield return new(Sums.OrderCap(order), situation.Policy.OrderCap);
        if (rule.Mandated)
            yield break;
        var budgets = situation.Policy.DailyBudgets;
        if (budgets.Agent.TryGetValue(by.Tier, out var agent))
            yield return new(Sums.AgentBudget(by.Person, situation.Today), agent);
        if (budgets.Merchant.TryGetValue(by.Tier, out var merchant))
            yield return new(Sums.MerchantBudget(situation.Today), merchant);
    }

    internal static Refusal? Refuse(Permission permission, Tier tier, Standing standing)
    {
        foreach (var sum in permission.Counted)
        {
            var left = Left(sum, standing);
            if (permission.Amount > left)
                return Exceeded(sum.Counter, left.Minor) is var refusal && Sums.Budget(sum.Counter) is null ? refusal : refusal.With("tier", Next(tier));
        }

        return null;
    }

    /// <summary>The most that can be added to these sums, and not below zero; null without any.</summary>
    internal static Money? Least(IEnumerable<Counted> sums, Standing standing)
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
        : Sums.Budget(counter) is { } budget ? new Refusal(CompensationReasons.BudgetExhausted, "the day's budget is used up; the next tier must confirm").With("budget", budget).Rule("R-COMP-6")
        : new Refusal(CompensationReasons.OrderCapExceeded, "all compensations of the order would pass its cap")
            .With("allowed", Math.Max(0, left).ToString(CultureInfo.InvariantCulture)).Rule("R-COMP-5");

    private static Money Left(Counted sum, Standing standing) => sum.Limit - standing.Of(sum.Counter, sum.Limit.Currency);

    private static string Next(Tier tier) => AuthorityDecider.Name(tier < Tier.L2 ? Tier.L2 : Tier.Platform);
}

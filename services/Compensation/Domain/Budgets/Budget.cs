using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>Whose decisions a budget bounds; numbers are the contract's.</summary>
public enum BudgetScope
{
    Agent = 1,
    Shop = 2,
    Merchant = 3,
}

/// <summary>One budget (R-COMP-6).</summary>
/// <param name="Of">The agent or the shop; empty for the merchant.</param>
/// <param name="Period">A day, as in <c>2026-06-02</c>, or a month, as in <c>2026-06</c>.</param>
public readonly record struct Budget(BudgetScope Scope, string Of, string Period)
{
    private const string Root = "budget";

    /// <summary>The sum that it bounds.</summary>
    public string Counter => $"{Under(Period)}{Scope}/{Of}";

    /// <summary>As replies and refusals name it: <c>agent</c> for its day, <c>agent.month</c> for its month.</summary>
    public string Name => $"{Scope.ToString().ToLowerInvariant()}{(IsMonth(Period) ? ".month" : "")}";

    public static bool IsMonth(string period) => period.Length == "2026-06".Length;

    /// <summary>Where the counters of a period's budgets begin.</summary>
    public static string Under(string period) => $"{Root}/{period}/";

    /// <summary>Null when the counter is no budget's.</summary>
    public static Budget? Read(string counter) => counter.Split('/', 4) is [Root, var period, var scope, var of] ? new Budget(Enum.Parse<BudgetScope>(scope), of, period) : null;

    // A pattern's formatting would cost more than the rest of a quote.
    public static string Day(LocalDate day) => $"{day.Year:D4}-{day.Month:D2}-{day.Day:D2}";

    public static string Month(LocalDate day) => $"{day.Year:D4}-{day.Month:D2}";

    /// <summary>The budgets that a person's decision about an order counts in, with the limits by tier; those without any limit are left out.</summary>
    public static IEnumerable<(Budget Budget, ImmutableDictionary<Tier, Money> Limits)> All(CompensationPolicy policy, string person, string shop, LocalDate today)
    {
        var (day, month) = (Day(today), Month(today));
        foreach (var (scope, of) in ((BudgetScope, string)[])[(BudgetScope.Agent, person), (BudgetScope.Shop, shop), (BudgetScope.Merchant, "")])
        {
            // Orders from before shops were told have none.
            if (scope == BudgetScope.Shop && of.Length == 0)
                continue;
            if (policy.DailyBudgets.Of(scope) is { IsEmpty: false } daily)
                yield return (new(scope, of, day), daily);
            if (policy.MonthlyBudgets.Of(scope) is { IsEmpty: false } monthly)
                yield return (new(scope, of, month), monthly);
        }
    }
}

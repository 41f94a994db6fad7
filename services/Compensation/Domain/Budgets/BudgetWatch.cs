using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>A budget came to its warning share by a grant; told once for a budget and tier.</summary>
/// <param name="Tier">Whose limit.</param>
/// <param name="Spent">With the grant.</param>
public sealed record BudgetWarning(string Counter, Tier Tier, Money Limit, Money Spent);

/// <summary>
/// R-COMP-6, the warning. A grant that leaves a budget below its warning share is bounded by that line instead of the limit: should others have been
/// faster it clashes there and is decided again, so that the grant that does cross the line always knows it, and warns in its own commit.
/// </summary>
public static class BudgetWatch
{
    internal static (ImmutableArray<Counted> Counted, ImmutableArray<BudgetWarning> Warnings) Of(IEnumerable<Counted> sums, Money amount, Tier tier, Situation situation)
    {
        var counted = ImmutableArray.CreateBuilder<Counted>();
        var warnings = ImmutableArray.CreateBuilder<BudgetWarning>();
        foreach (var sum in sums)
        {
            var line = sum.Limit.Times(situation.Policy.DailyBudgets.WarnAt);
            var after = situation.Standing.Of(sum.Counter, amount.Currency) + amount;
            var isBelow = Budget.Read(sum.Counter) is not null && after < line;
            counted.Add(isBelow ? sum with { Line = line - new Money(1, line.Currency) } : sum);
            if (!isBelow && Budget.Read(sum.Counter) is not null && situation.Standing.Sums.GetValueOrDefault(Sums.Warned(tier, sum.Counter)) == 0)
                warnings.Add(new(sum.Counter, tier, sum.Limit, after));
        }

        return (counted.ToImmutable(), warnings.ToImmutable());
    }

    /// <summary>Names of the budgets that a grant found, or brought, at their warning share or beyond.</summary>
    public static IEnumerable<string> Near(IEnumerable<Counted> counted) =>
        from sum in counted
        where sum.Line is null
        let budget = Budget.Read(sum.Counter)
        where budget is not null
        select budget.Value.Name;
}

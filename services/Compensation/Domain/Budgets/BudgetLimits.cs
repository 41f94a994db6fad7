using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>R-COMP-6: what the decisions of a day or a month may add up to. A tier without a number has no bound.</summary>
/// <param name="Agent">For one person, by the tier they decide on.</param>
/// <param name="Merchant">For all people together; a higher tier may go on where a lower one has to stop.</param>
public record BudgetLimits(ImmutableDictionary<Tier, Money> Agent, ImmutableDictionary<Tier, Money> Merchant)
{
    public static BudgetLimits None { get; } = new(ImmutableDictionary<Tier, Money>.Empty, ImmutableDictionary<Tier, Money>.Empty);

    /// <summary>For the orders of one shop, each shop by itself.</summary>
    public ImmutableDictionary<Tier, Money> Shop { get; init; } = ImmutableDictionary<Tier, Money>.Empty;

    public ImmutableDictionary<Tier, Money> Of(BudgetScope scope) => scope switch
    {
        BudgetScope.Agent => Agent,
        BudgetScope.Shop => Shop,
        _ => Merchant,
    };
}

/// <summary>The day's limits, and when any budget warns.</summary>
/// <param name="WarnAt">Share of a budget from which it warns.</param>
public sealed record DailyBudgets(ImmutableDictionary<Tier, Money> Agent, ImmutableDictionary<Tier, Money> Merchant, Percent WarnAt) : BudgetLimits(Agent, Merchant);

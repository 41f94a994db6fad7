using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Tracking.Domain;

/// <summary>Facts are not refused, since they have happened; those that change nothing are left out (R-ORD-1).</summary>
public static class OrderDecider
{
    /// <param name="order">Null before the first fact.</param>
    /// <param name="facts">At least one.</param>
    public static Decision<OrderEvent> Record(OrderState? order, IEnumerable<Fact> facts)
    {
        var state = order ?? OrderState.Empty;
        var news = ImmutableArray.CreateBuilder<Fact>();
        foreach (var fact in facts)
        {
            var after = state.Take(fact);
            if (!ReferenceEquals(after, state))
                news.Add(fact);
            state = after;
        }

        return news.Count == 0 ? Decision<OrderEvent>.Nothing : new FactsRecorded(news.ToImmutable());
    }

    public static OrderState Evolve(OrderState? order, OrderEvent happened) => happened switch
    {
        FactsRecorded recorded => recorded.Facts.Aggregate(order ?? OrderState.Empty, (state, fact) => state.Take(fact)),
        RecipientRevealed when order is not null => order,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };
}

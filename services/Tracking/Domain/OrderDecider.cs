using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>Facts are not refused, since they have happened; those that change nothing are left out (R-ORD-1).</summary>
/// <param name="terms">By which the lists are kept.</param>
/// <param name="now">Business time.</param>
public sealed partial class OrderDecider(WatchTerms terms, Instant now)
{
    /// <param name="order">Null before the first fact.</param>
    /// <param name="facts">At least one.</param>
    public Decision<OrderEvent> Record(OrderState? order, IEnumerable<Fact> facts)
    {
        var before = order ?? OrderState.Empty;
        var after = before;
        var news = ImmutableArray.CreateBuilder<Fact>();
        foreach (var fact in facts)
        {
            var taken = after.Take(fact);
            if (!ReferenceEquals(taken, after))
                news.Add(fact);
            after = taken;
        }

        if (news.Count == 0)
            return Decision<OrderEvent>.Nothing;
        var (ahead, changes) = Reconcile(after);
        var recorded = new FactsRecorded(news.ToImmutable()) { Ahead = ahead.SequenceEqual(before.Ahead) ? null : ahead };
        return Decision<OrderEvent>.Of(changes.Prepend(recorded));
    }

    /// <summary>Time has passed, or clocks were stopped: the lists are put right.</summary>
    public Decision<OrderEvent> Look(OrderState order)
    {
        var (ahead, changes) = Reconcile(order);
        return Decision<OrderEvent>.Of(ahead.SequenceEqual(order.Ahead) ? changes : changes.Prepend(new Looked(ahead)));
    }
}

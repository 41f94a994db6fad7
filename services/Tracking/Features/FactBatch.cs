using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking.Features;

/// <summary>
/// Records facts about many orders together: one read and one write of the store for all of them, and one change an order however many facts it has.
/// Nothing is lost when it breaks off: it can be repeated.
/// </summary>
public sealed class FactBatch(Aggregates<OrderState, OrderEvent> orders, Desk desk, Reporting reporting)
{
    /// <summary>So much at once pays; more only makes others wait.</summary>
    public const int Size = 500;

    /// <param name="call">Who tells.</param>
    /// <param name="told">The same order may come several times.</param>
    /// <returns>What became of each order.</returns>
    public async Task<IReadOnlyCollection<RecordedOrder>> Record(Call call, IEnumerable<(string Order, IEnumerable<Fact> Facts)> told)
    {
        var decider = await desk.Decider(call);
        await reporting.Begin(call);
        var outcomes = new Dictionary<string, RecordedOrder>(StringComparer.Ordinal);
        var changes = new List<(string, Func<OrderState?, Decision<OrderEvent>>)>();
        foreach (var order in told.GroupBy(t => t.Order, t => t.Facts, StringComparer.Ordinal))
        {
            var facts = order.SelectMany(f => f).ToList();
            changes.Add((order.Key, Decide));

            Decision<OrderEvent> Decide(OrderState? state)
            {
                var decision = decider.Record(state, facts);
                outcomes[order.Key] = new(state is null, decision.Events.OfType<FactsRecorded>().Sum(e => e.Facts.Length));
                return decision;
            }
        }

        await orders.ChangeAll(call, changes);
        return outcomes.Values;
    }
}

/// <param name="IsNew">Whether nothing was known of it before.</param>
/// <param name="Applied">Facts that changed something.</param>
public readonly record struct RecordedOrder(bool IsNew, int Applied);

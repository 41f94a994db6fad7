using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain.Reconciliation;
using Aftersales.Refunds.Queries;

namespace Aftersales.Refunds;

/// <summary>A day of the channel's statement in the store; the id is the date.</summary>
public sealed class StatementDayAggregate : AggregateType<StatementDay, DayEvent>
{
    public const string Name = "statement-day";

    public override string Kind => Name;

    public override StatementDay Evolve(StatementDay? state, DayEvent happened) => DayDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, StatementDay state) => [new(ReconciliationBooks.Days, id, id, id)];

    public override IEnumerable<Due> Work(string id, StatementDay state) => state.CompareAt is { } at ? [new("compare", at)] : [];
}

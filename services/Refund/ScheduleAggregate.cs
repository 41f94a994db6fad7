using Aftersales.Platform.Aggregates;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds;

/// <summary>A merchant's daily work in the store: one aggregate for each kind of it, whose id is the work's name.</summary>
public sealed class ScheduleAggregate : AggregateType<Schedule, ScheduleEvent>
{
    public const string Name = "schedule";
    public const string Batch = "batch";
    public const string Seal = "seal";

    public override string Kind => Name;

    public override Schedule Evolve(Schedule? state, ScheduleEvent happened) => happened switch
    {
        NextSet set => new(set.Next),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    public override IEnumerable<Due> Work(string id, Schedule state) => [new(id, state.Next)];
}

using Aftersales.Invoices.Domain.Batches;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Invoices;

/// <summary>A merchant's schedule of batches in the store; there is one, and its work is the next batch.</summary>
public sealed class ScheduleAggregate : AggregateType<Schedule, ScheduleEvent>
{
    public const string Name = "invoice-schedule";
    public const string Daily = "daily";
    public const string MakeBatch = "batch";

    public override string Kind => Name;

    public override Schedule Evolve(Schedule? state, ScheduleEvent happened) => happened switch
    {
        NextBatchSet set => new(set.Next),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    public override IEnumerable<Due> Work(string id, Schedule state) => [new(MakeBatch, state.Next)];
}

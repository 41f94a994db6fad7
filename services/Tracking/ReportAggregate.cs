using Aftersales.Platform.Aggregates;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking;

/// <summary>A day's completion report in the store; the id is the day.</summary>
public sealed class ReportAggregate : AggregateType<ReportDay, ReportEvent>
{
    public const string Name = "completion";

    public override string Kind => Name;

    public override ReportDay Evolve(ReportDay? state, ReportEvent happened) => ReportDecider.Evolve(state, happened);

    public override IEnumerable<Due> Work(string id, ReportDay state) => state.Report is null ? [new("count", state.Due)] : [];
}

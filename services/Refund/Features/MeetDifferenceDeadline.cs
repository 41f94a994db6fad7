using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain.Reconciliation;

namespace Aftersales.Refunds.Features;

/// <summary>Nobody settled a difference in time (R-CLK-4).</summary>
public sealed class MeetDifferenceDeadline(Items items) : IWork
{
    public Task Run(WorkItem item, Call call) => items.Change(item.Aggregate, call, new PassDifferenceDeadline());
}

using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain.Batches;

namespace Aftersales.Refunds.Features;

/// <summary>A batch was not approved, or not paid, in time (R-CLK-4).</summary>
public sealed class MeetBatchDeadline(Batches batches) : IWork
{
    public Task Run(WorkItem item, Call call) => batches.Change(item.Aggregate, call, new PassBatchDeadline());
}

using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Features;

/// <summary>A step's deadline has come (R-CLK-4).</summary>
public sealed class MeetDeadline(Accounts accounts) : IWork
{
    public Task Run(WorkItem item, Call call) => accounts.Tell(item.Aggregate, call, new PassDeadline(item.Argument));
}

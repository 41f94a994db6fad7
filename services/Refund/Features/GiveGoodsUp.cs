using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Refunds.Features;

/// <summary>The goods of an advance did not come back in time (R-REF-5).</summary>
public sealed class GiveGoodsUp(Accounts accounts) : IWork
{
    public Task Run(WorkItem item, Call call) => accounts.Tell(item.Aggregate, call, new Domain.GiveGoodsUp(item.Argument));
}

using Aftersales.Compensations.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Compensations.Features;

/// <summary>A coupon's last day is over.</summary>
public sealed class ExpireCoupon(Aggregates<Grant, GrantEvent> grants) : IWork
{
    public Task Run(WorkItem item, Call call) => grants.Change(item.Aggregate, call, grant => GrantDecider.Expire(grant, call.Now));
}

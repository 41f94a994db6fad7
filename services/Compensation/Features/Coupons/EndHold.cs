using Aftersales.Compensations.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Compensations.Features;

/// <summary>An order neither redeemed nor released the coupon that it held.</summary>
public sealed class EndHold(Aggregates<Grant, GrantEvent> grants) : IWork
{
    public Task Run(WorkItem item, Call call) => grants.Change(item.Aggregate, call, grant => CouponDecider.EndHold(grant, call.Now));
}

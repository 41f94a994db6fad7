using Aftersales.Compensations.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Compensations.Features;

/// <summary>A coupon's last day is over.</summary>
public sealed class ExpireCoupon(Aggregates<Grant, GrantEvent> grants) : IWork
{
    public Task Run(WorkItem item, Call call) => grants.Change(item.Aggregate, call, grant => CouponDecider.Expire(grant, call.Now));
}

/// <summary>A coupon's last days have begun: its customer is told.</summary>
public sealed class TellExpiry(Aggregates<Grant, GrantEvent> grants) : IWork
{
    public Task Run(WorkItem item, Call call) => grants.Change(item.Aggregate, call, grant => CouponDecider.TellExpiry(grant, call.Now));
}

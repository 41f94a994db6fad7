using Aftersales.Compensations.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Compensations.Features;

/// <summary>A coupon of another system was granted: a code is looked for. Where none is free, the next import finds the coupon.</summary>
public sealed class SeekCode(Aggregates<Grant, GrantEvent> grants, CodeStock stock) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var grant = await grants.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (await stock.Supply(item.Aggregate, grant!.State.Amount, call) == Supplied.NoneFree)
            await grants.Change(item.Aggregate, call, now => CouponDecider.Miss(now, call.Now));
    }
}

/// <summary>R-COMP-10: the working days are over and the coupon is not in the wallet. A last look before the supervisors are told.</summary>
public sealed class MissWallet(Aggregates<Grant, GrantEvent> grants, CodeStock stock) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var grant = await grants.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (await stock.Supply(item.Aggregate, grant!.State.Amount, call) == Supplied.NoneFree)
            await grants.Change(item.Aggregate, call, now => CouponDecider.Delay(now, call.Now));
    }
}

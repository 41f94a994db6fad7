using Aftersales.Compensations.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Compensations.Features;

/// <summary>A code was taken for a coupon, and whoever took it may have stopped there.</summary>
public sealed class SettleCode(Aggregates<ImportedCode, CodeEvent> codes, CodeStock stock) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await codes.Find(call.Merchant, item.Aggregate, call.Cancel) is { State.Status: CodeStatus.Taken } code)
            await stock.Settle(code, call);
    }
}

/// <summary>A code is free again: coupons that missed it meanwhile get it, or the next that is granted does.</summary>
public sealed class OfferCode(Aggregates<ImportedCode, CodeEvent> codes, CodeStock stock) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await codes.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State.Status: CodeStatus.Free } code)
            return;
        await stock.HandOut(code.State.Value, call);
        await codes.Change(item.Aggregate, call, now => CodeDecider.Offer(now, call.Now));
    }
}

/// <summary>Nobody got a code before it expired.</summary>
public sealed class ExpireCode(Aggregates<ImportedCode, CodeEvent> codes) : IWork
{
    public Task Run(WorkItem item, Call call) => codes.Change(item.Aggregate, call, code => CodeDecider.Expire(code, call.Now));
}

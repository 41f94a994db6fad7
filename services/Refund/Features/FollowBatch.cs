using System.Collections.Immutable;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;

namespace Aftersales.Refunds.Features;

/// <summary>Looks how the refunds of a paid batch went, until each has come to an end (R-REF-7).</summary>
public sealed class FollowBatch(Aggregates<Batch, BatchEvent> store, Batches batches, Aggregates<Account, AccountEvent> accounts) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var batch = await store.Find(call.Merchant, item.Aggregate, call.Cancel);
        var ended = ImmutableDictionary.CreateBuilder<string, BatchProgress>();
        foreach (var open in batch?.State.Unended ?? [])
        {
            var account = await accounts.Find(call.Merchant, open.OrderId, call.Cancel);
            if (open.EndOf(account!.State.Find(open.RefundId)!) is { } end)
                ended[open.RefundId] = end;
        }

        await batches.Change(item.Aggregate, call, new LookAtItems(ended.ToImmutable()));
    }
}

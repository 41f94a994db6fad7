using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;

namespace Aftersales.Refunds.Features;

/// <summary>Tells each refund of a batch that it is locked into it, and once the batch is paid that it is to be paid.</summary>
public sealed class TellBatched(Aggregates<Batch, BatchEvent> batches, Accounts accounts) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var batch = await batches.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (batch?.State is not { } state || state.Item(item.Argument) is not { } told)
            return;
        BatchedCommand command = state.PaidBy is { } payer ? new PayFromBatch(told.RefundId, batch.Id, payer) : new JoinBatch(told.RefundId, batch.Id);
        await accounts.Tell(told.OrderId, call, command with { Round = told.Round });
        var progress = state.State == BatchState.Paid ? BatchProgress.Released : BatchProgress.Locked;
        await batches.Change(batch.Id, call, now => BatchDecider.Decide(now, new NoteTold(told.RefundId, progress), call.Now));
    }
}

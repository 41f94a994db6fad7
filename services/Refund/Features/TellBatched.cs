using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;

namespace Aftersales.Refunds.Features;

/// <summary>Tells each refund of a batch that it is locked into it, that it is to be paid once the batch is, or that it is free when the batch was returned.</summary>
public sealed class TellBatched(Aggregates<Batch, BatchEvent> store, Batches batches, Accounts accounts) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var batch = await store.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (batch?.State is not { } state || state.Item(item.Argument) is not { } told)
            return;
        (BatchedCommand command, var progress) = state switch
        {
            { State: BatchState.Returned } => (new LeaveBatch(told.RefundId, batch.Id), BatchProgress.Freed),
            { PaidBy: { } payer } => (new PayFromBatch(told.RefundId, batch.Id, payer), BatchProgress.Released),
            _ => ((BatchedCommand)new JoinBatch(told.RefundId, batch.Id), BatchProgress.Locked),
        };
        await accounts.Tell(told.OrderId, call, command with { Round = told.Round });
        await batches.Change(batch.Id, call, new NoteTold(told.RefundId, progress));
    }
}

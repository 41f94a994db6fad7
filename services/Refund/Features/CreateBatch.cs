using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Aftersales.Refunds.Policy;
using Aftersales.Refunds.Queries;
using Batch = Aftersales.Refunds.Domain.Batches.Batch;
using BatchItem = Aftersales.Refunds.Domain.Batches.BatchItem;

namespace Aftersales.Refunds.Features;

/// <summary>Lists, totals and locks what waits to be paid (R-REF-7). The batch's claims keep each refund in one batch.</summary>
public sealed class CreateBatch(
    Aggregates<Batch, BatchEvent> batches, Aggregates<Account, AccountEvent> accounts, IStore store, Policies<MerchantRefundPolicy> policies)
{
    public async Task<CreateBatchResponse> Handle(CreateBatchRequest request, Call call)
    {
        var command = new LockBatch(Ids.New("bat", call.Now), [.. await Waiting(call)], call.Person);
        return await batches.Change(
            command.BatchId, call, batch => BatchDecider.Decide(batch, command, call.Now), after => new CreateBatchResponse { Batch = after.ToBatch() });
    }

    private async Task<List<BatchItem>> Waiting(Call call)
    {
        var most = policies.For(call.Merchant).BatchItems;
        var waiting = new List<BatchItem>();
        var token = "";
        do
        {
            var page = await accounts.List(call, RefundLists.Waiting, pageSize: 0, token);
            var items = page.Rows.Select(row => (Account: row.Aggregate, Refund: row.State.Find(row.Item)!))
                .Where(row => row.Refund is { State: Domain.RefundState.AwaitingBatch, BatchId: null })
                .Select(row => new BatchItem(row.Refund.RefundId, row.Account, row.Refund.Parts.Total, row.Refund.Round, row.Refund.Checks))
                .ToList();
            var held = await store.Holders(call.Merchant, [.. items.Select(item => BatchAggregate.Claim(item.RefundId, item.Round))], call.Cancel);
            waiting.AddRange(items.Where(item => !held.ContainsKey(BatchAggregate.Claim(item.RefundId, item.Round))));
            token = page.NextPageToken;
        }
        while (token.Length > 0 && waiting.Count < most);

        return waiting[..Math.Min(most, waiting.Count)];
    }
}

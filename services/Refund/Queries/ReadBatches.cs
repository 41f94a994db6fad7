using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Batch = Aftersales.Refunds.Domain.Batches.Batch;
using BatchState = Aftersales.Contracts.Refunds.BatchState;

namespace Aftersales.Refunds.Queries;

/// <summary>A batch, and how each of its refunds went (R-REF-7).</summary>
public sealed class ReadBatches(Aggregates<Batch, BatchEvent> batches, Aggregates<Account, AccountEvent> accounts)
{
    public async Task<GetBatchResponse> Handle(GetBatchRequest request, Call call)
    {
        var batch = await batches.Read(call.Merchant, request.BatchId, call.Cancel)
            ?? throw new RefusedException(new(RefundReasons.BatchNotFound, "no such batch"));
        var told = batch.ToBatch();
        foreach (var items in told.Items.GroupBy(item => item.OrderId))
        {
            // Not from the cache: an account older than the batch might not have the refund yet.
            var account = await accounts.Find(call.Merchant, items.Key, call.Cancel);
            foreach (var item in items)
                item.State = account!.State.Find(item.RefundId)!.State.ToContract();
        }

        return new() { Batch = told };
    }

    public async Task<ListBatchesResponse> Handle(ListBatchesRequest request, Call call)
    {
        var list = request.State == BatchState.Unspecified ? BatchLists.All : BatchLists.InState(Enum.Parse<Domain.Batches.BatchState>($"{request.State}"));
        var page = await batches.List(call, list, request.PageSize, request.PageToken, descending: true);
        return new()
        {
            Batches = { page.Rows.Select(row => new Versioned<Batch>(row.Aggregate, row.State, row.Version).ToSummary()) },
            NextPageToken = page.NextPageToken,
        };
    }
}

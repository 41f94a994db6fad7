using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain.Batches;
using Batch = Aftersales.Refunds.Domain.Batches.Batch;

namespace Aftersales.Refunds.Features;

/// <summary>Finance releases a batch, once (R-REF-7, R-PPL-1).</summary>
public sealed class PayBatch(Aggregates<Batch, BatchEvent> batches)
{
    public Task<PayBatchResponse> Handle(PayBatchRequest request, Call call) => batches.Change(
        request.BatchId, call, batch => BatchDecider.Decide(batch, new Domain.Batches.PayBatch(call.Person), call.Now),
        after => new PayBatchResponse { Batch = after.ToBatch() });
}

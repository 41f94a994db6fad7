using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;

namespace Aftersales.Refunds.Features;

/// <summary>Finance releases an approved batch, once (R-REF-7, R-PPL-1).</summary>
public sealed class PayBatch(Batches batches)
{
    public Task<PayBatchResponse> Handle(PayBatchRequest request, Call call) => batches.Change(
        request.BatchId, call, new Domain.Batches.PayBatch(call.Person), after => new PayBatchResponse { Batch = after.ToBatch() });
}

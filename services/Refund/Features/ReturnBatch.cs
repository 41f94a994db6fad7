using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;

namespace Aftersales.Refunds.Features;

/// <summary>The supervisor or finance returns a batch that was not paid; its refunds are free for another (R-REF-7).</summary>
public sealed class ReturnBatch(Batches batches)
{
    public Task<ReturnBatchResponse> Handle(ReturnBatchRequest request, Call call) => batches.Change(
        request.BatchId, call, new Domain.Batches.ReturnBatch(call.Person, request.Reason), after => new ReturnBatchResponse { Batch = after.ToBatch() });
}

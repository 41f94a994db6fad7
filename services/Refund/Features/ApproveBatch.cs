using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;

namespace Aftersales.Refunds.Features;

/// <summary>The supervisor approves what finance is to pay (R-REF-7, R-PPL-1).</summary>
public sealed class ApproveBatch(Batches batches)
{
    public Task<ApproveBatchResponse> Handle(ApproveBatchRequest request, Call call) => batches.Change(
        request.BatchId, call, new Domain.Batches.ApproveBatch(call.Person), after => new ApproveBatchResponse { Batch = after.ToBatch() });
}

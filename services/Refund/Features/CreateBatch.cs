using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain.Batches;

namespace Aftersales.Refunds.Features;

/// <summary>Lists, totals and locks what waits to be paid (R-REF-7). The batch's claims keep each refund in one batch.</summary>
public sealed class CreateBatch(Batches batches, WaitingRefunds waiting)
{
    public async Task<CreateBatchResponse> Handle(CreateBatchRequest request, Call call)
    {
        var command = new LockBatch(Ids.New("bat", call.Now), await waiting.Find(call), call.Person);
        return await batches.Change(command.BatchId, call, command, after => new CreateBatchResponse { Batch = after.ToBatch() });
    }
}

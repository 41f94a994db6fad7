using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>The supervisor approves a batch; finance, another person, releases it (R-INV-5, R-PPL-1).</summary>
public sealed class DecideBatch(Aggregates<Batch, BatchEvent> batches)
{
    public Task<ApproveInvoiceBatchResponse> Handle(ApproveInvoiceBatchRequest request, Call call) => batches.Change(
        request.BatchId, call, batch => BatchDecider.Approve(batch, call.Person, call.Now), after => new ApproveInvoiceBatchResponse { Batch = after.ToBatch() });

    public Task<ReleaseInvoiceBatchResponse> Handle(ReleaseInvoiceBatchRequest request, Call call) => batches.Change(
        request.BatchId, call, batch => BatchDecider.Release(batch, call.Person, call.Now), after => new ReleaseInvoiceBatchResponse { Batch = after.ToBatch() });
}

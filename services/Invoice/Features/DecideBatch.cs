using System.Collections.Immutable;
using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>The supervisor approves a batch, or sends parts of it back; finance, another person, releases it (R-INV-5, R-PPL-1).</summary>
public sealed class DecideBatch(Aggregates<Batch, BatchEvent> batches)
{
    public Task<ApproveInvoiceBatchResponse> Handle(ApproveInvoiceBatchRequest request, Call call)
    {
        if (request.SentBack.Select(item => item.InvoiceId).Distinct().Count() != request.SentBack.Count)
            throw new RefusedException(PlatformReasons.Invalid("sent_back", "each invoice at most once"));
        var sentBack = request.SentBack.ToImmutableDictionary(item => item.InvoiceId, item => item.Reason);
        return batches.Change(
            request.BatchId, call, batch => BatchDecider.Approve(batch, call.Person, sentBack, call.Now),
            after => new ApproveInvoiceBatchResponse { Batch = after.ToBatch() });
    }

    public Task<ReleaseInvoiceBatchResponse> Handle(ReleaseInvoiceBatchRequest request, Call call) => batches.Change(
        request.BatchId, call, batch => BatchDecider.Release(batch, call.Person, call.Now), after => new ReleaseInvoiceBatchResponse { Batch = after.ToBatch() });
}

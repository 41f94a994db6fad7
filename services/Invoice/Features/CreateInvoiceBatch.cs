using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>Makes a batch by hand of everything checked.</summary>
public sealed class CreateInvoiceBatch(Aggregates<Batch, BatchEvent> batches, WaitingInvoices waiting)
{
    public async Task<CreateInvoiceBatchResponse> Handle(CreateInvoiceBatchRequest request, Call call)
    {
        // The same request makes the same batch: its repeat finds its reply there.
        var id = Ids.Derived("ibt", $"{call.Merchant}/{call.Person}/{request.RequestId}");
        var items = await waiting.Find(call);
        return await batches.Change(
            id, call, batch => BatchDecider.Create(batch, items, call.Person, call.Now), after => new CreateInvoiceBatchResponse { Batch = after.ToBatch() });
    }
}

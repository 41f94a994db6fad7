using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>The wrong original goes back to the merchant (R-INV-3).</summary>
public sealed class ReturnOriginal(OrdersInvoices orders, Titles titles)
{
    public async Task<RecordOriginalSentResponse> Handle(RecordOriginalSentRequest request, Call call)
    {
        var found = await orders.Of(request.InvoiceId, call);
        return await orders.Change(found.Id, call, new SendOriginal(request.InvoiceId, request.TrackingNo), after =>
            new RecordOriginalSentResponse { Invoice = after.ToInvoice(request.InvoiceId, titles) });
    }

    public async Task<RecordOriginalArrivalResponse> Handle(RecordOriginalArrivalRequest request, Call call)
    {
        var found = await orders.Of(request.InvoiceId, call);
        return await orders.Change(found.Id, call, new ReceiveOriginal(request.InvoiceId, request.Fault == InvoiceFault.Merchant), after =>
            new RecordOriginalArrivalResponse { Invoice = after.ToInvoice(request.InvoiceId, titles) });
    }
}

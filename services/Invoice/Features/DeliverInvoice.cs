using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>An issued invoice reached the customer (R-INV-7).</summary>
public sealed class DeliverInvoice(OrdersInvoices orders, Titles titles)
{
    public async Task<DeliverInvoiceResponse> Handle(DeliverInvoiceRequest request, Call call)
    {
        var found = await orders.Of(request.InvoiceId, call);
        var command = new Deliver(request.InvoiceId, (Domain.DeliveryMedium)(request.Medium - 1), request.Reference);
        return await orders.Change(found.Id, call, command, after => new DeliverInvoiceResponse { Invoice = after.ToInvoice(request.InvoiceId, titles) });
    }
}

using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Blobs;
using Aftersales.Platform.Calls;
using Grpc.Core;
using DeliveryMedium = Aftersales.Invoices.Domain.DeliveryMedium;
using InvoiceState = Aftersales.Invoices.Domain.InvoiceState;

namespace Aftersales.Invoices.Features;

/// <summary>A document as it was written once. Staff say why they read it; a customer's first download delivers the invoice (R-INV-7).</summary>
public sealed class DownloadDocument(
    Aggregates<OrderInvoices, InvoiceEvent> aggregates, OrdersInvoices orders, Documents documents, DocumentLinks links)
{
    public async Task Handle(DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> reply, Call call)
    {
        if (!call.Caller.IsCustomer && request.Purpose.Length == 0)
            throw new RefusedException(PlatformReasons.Invalid("purpose", "is needed from staff (R-PPL-2)"));
        var (order, invoice) = await orders.OfDocument(request.DocumentOf, call);
        var format = (PaperFormat)(request.Format - 1);
        var (file, content) = await documents.Fetch(invoice, request.DocumentOf, format, call);
        if (!call.Caller.IsCustomer)
            await orders.Change(order, call, new ReadPaper(request.DocumentOf, format, call.Person, request.Purpose));
        else if (invoice.State == InvoiceState.Issued && request.DocumentOf == invoice.InvoiceId)
            await orders.Change(order, call, new Deliver(invoice.InvoiceId, DeliveryMedium.Download, ""));
        await reply.WriteAsync(new() { Document = file.ToDocument(invoice, request.DocumentOf) }, call.Cancel);
        foreach (var chunk in Pieces.Of(content))
            await reply.WriteAsync(new() { Chunk = chunk }, call.Cancel);
    }

    public async Task Handle(DownloadLinkedDocumentRequest request, IServerStreamWriter<DownloadLinkedDocumentResponse> reply, Call call)
    {
        var link = links.Open(request.LinkToken, call);
        var order = await aggregates.Find(call.Merchant, link.OrderId, call.Cancel);
        var invoice = order!.State.Find(link.Of) ?? order.State.WithRedLetter(link.Of)!;
        var (file, content) = await documents.Fetch(invoice, link.Of, link.Format, call);
        await reply.WriteAsync(new() { Document = file.ToDocument(invoice, link.Of) }, call.Cancel);
        foreach (var chunk in Pieces.Of(content))
            await reply.WriteAsync(new() { Chunk = chunk }, call.Cancel);
    }
}

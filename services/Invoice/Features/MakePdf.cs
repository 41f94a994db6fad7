using System.Text;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Invoices.Ports.Printing;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>Makes the PDF of the printable form that is kept. Where that fails it is tried again later; the invoice stands all the same.</summary>
public sealed class MakePdf(Aggregates<OrderInvoices, InvoiceEvent> aggregates, OrdersInvoices orders, Documents documents, IPdfRenderer renderer) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var order = await aggregates.Find(call.Merchant, item.Aggregate, call.Cancel);
        if ((order?.State.Find(item.Argument) ?? order?.State.WithRedLetter(item.Argument)) is not { } invoice)
            return;
        var (_, html) = await documents.Fetch(invoice, item.Argument, PaperFormat.Html, call);
        var pdf = await renderer.Render(Encoding.UTF8.GetString(html), call.Cancel);
        await orders.Change(
            item.Aggregate, call, new KeepPdf(item.Argument, pdf is null ? null : await documents.Keep(PaperFormat.Pdf, pdf, call)));
    }
}

using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Invoices.Features;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Queries;

/// <summary>Which documents there are.</summary>
public sealed class ReadDocuments(OrdersInvoices orders)
{
    public async Task<ListDocumentsResponse> Handle(ListDocumentsRequest request, Call call)
    {
        var (_, invoice) = await orders.OfDocument(request.InvoiceId, call);
        var all = invoice.RedLetters.Select(red => (Of: red.RedLetterId, red.Papers)).Prepend((Of: invoice.InvoiceId, invoice.Papers));
        return new() { Documents = { all.SelectMany(set => (set.Papers?.Files ?? []).OrderBy(file => file.Format).Select(file => file.ToDocument(invoice, set.Of))) } };
    }
}

using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Platform.Calls;
using InvoiceKind = Aftersales.Contracts.Invoices.InvoiceKind;

namespace Aftersales.Invoices.Features;

/// <summary>What is not issued yet is put right: title, kind or parts. It is checked again after.</summary>
public sealed class CorrectInvoice(OrdersInvoices orders, OrderFacts facts, TitleForm form, Titles titles)
{
    public async Task<CorrectInvoiceResponse> Handle(CorrectInvoiceRequest request, Call call)
    {
        var found = await orders.Of(request.InvoiceId, call);
        var invoice = found.State.Find(request.InvoiceId)!;
        var kind = request.Kind == InvoiceKind.Unspecified ? invoice.Kind.ToKind() : request.Kind;
        var title = request.Title is null && request.TitleId.Length == 0
            ? null
            : await form.Read(request.Title, request.TitleId, found.State.CustomerId, kind, call);
        if (title is null)
            form.Check(invoice.SealedTitle, kind, call);
        var command = new Domain.CorrectInvoice(
            request.InvoiceId, await facts.Find(found.Id, call), kind.ToDomain(), title?.Sealed, title?.NumberWarning ?? false, request.Parts.ToDomain());
        return await orders.Change(found.Id, call, command, after => new CorrectInvoiceResponse { Invoice = after.ToInvoice(request.InvoiceId, titles) });
    }
}

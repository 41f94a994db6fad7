using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>Red letters by hand: applied for by the specialist, confirmed or rejected by a supervisor (R-INV-6, R-PPL-1).</summary>
public sealed class RedLetters(OrdersInvoices orders, Titles titles)
{
    public async Task<ApplyRedLetterResponse> Handle(ApplyRedLetterRequest request, Call call)
    {
        var found = await orders.Of(request.InvoiceId, call);
        var command = new Domain.ApplyRedLetter(
            request.InvoiceId, Ids.New("red", call.Now), call.Person, (Domain.RedLetterReason)(request.Reason - 1), request.Parts.ToDomain());
        return await orders.Change(found.Id, call, command, after => new ApplyRedLetterResponse { Invoice = after.ToInvoice(request.InvoiceId, titles) });
    }

    public async Task<ConfirmRedLetterResponse> Handle(ConfirmRedLetterRequest request, Call call)
    {
        var (orderId, invoiceId) = await orders.OfRedLetter(request.RedLetterId, call);
        return await orders.Change(orderId, call, new Domain.ConfirmRedLetter(request.RedLetterId, call.Person), after =>
            new ConfirmRedLetterResponse { Invoice = after.ToInvoice(invoiceId, titles) });
    }

    public async Task<RejectRedLetterResponse> Handle(RejectRedLetterRequest request, Call call)
    {
        var (orderId, invoiceId) = await orders.OfRedLetter(request.RedLetterId, call);
        return await orders.Change(orderId, call, new Domain.RejectRedLetter(request.RedLetterId, call.Person, request.Note), after =>
            new RejectRedLetterResponse { Invoice = after.ToInvoice(invoiceId, titles) });
    }
}

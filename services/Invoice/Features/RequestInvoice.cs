using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using InvoiceKind = Aftersales.Contracts.Invoices.InvoiceKind;

namespace Aftersales.Invoices.Features;

/// <summary>Somebody asks for an invoice: whatever the amount, however late (R-INV-1).</summary>
public sealed class RequestInvoice(OrdersInvoices orders, Documents<PaidOrder> facts, Titles titles)
{
    public async Task<RequestInvoiceResponse> Handle(RequestInvoiceRequest request, Call call)
    {
        var order = await facts.Find(call, request.OrderId)
            ?? throw new RefusedException(new Refusal(PlatformReasons.OrderNotYetKnown, "no facts about the order yet").With("order_id", request.OrderId));
        if (call.Caller.Decider.IsCustomer && order.CustomerId != call.Caller.Decider.Person)
            throw new RefusedException(new(InvoiceReasons.OrderNotFound, "no such order"));

        var title = Read(request.Title);
        var form = TaxpayerNumber.FormOf(title.TaxpayerNumber);
        if (Problem(request.Kind, title, form) is { } problem)
            throw new RefusedException(problem);

        var command = new Domain.RequestInvoice(
            Ids.New("inv", call.Now), request.Kind.ToDomain(), order, titles.Seal(title), form == TaxpayerNumberForm.Older);
        return await orders.Change(
            request.OrderId, call, command, after => new RequestInvoiceResponse { Invoice = after.ToInvoice(after.State.Invoices[^1].InvoiceId, titles) });
    }

    private static Title Read(InvoiceTitle title) =>
        new(title.Name.Trim(), TaxpayerNumber.Normalise(title.TaxpayerNumber), title.Email.Trim(), title.Address.Trim(), title.Bank.Trim());

    // R-INV-3, R-INV-4: what the form asks for has to be there; a private person has no number.
    private static Refusal? Problem(InvoiceKind kind, Title title, TaxpayerNumberForm form)
    {
        var special = kind == InvoiceKind.VatSpecial;
        if (form == TaxpayerNumberForm.Invalid && (special || title.TaxpayerNumber.Length > 0))
        {
            return new Refusal(InvoiceReasons.TaxpayerNumberInvalid, "not a taxpayer number").Rule("R-INV-4")
                .Field("title.taxpayer_number", "must be a unified social credit code, or of an older form with 15, 17, 18 or 20 characters");
        }

        return title.Name.Length == 0 ? PlatformReasons.Invalid("title.name", "must not be blank")
            : special && title.Address.Length == 0 ? PlatformReasons.Invalid("title.address", "is needed for a VAT special invoice")
            : special && title.Bank.Length == 0 ? PlatformReasons.Invalid("title.bank", "is needed for a VAT special invoice")
            : null;
    }
}

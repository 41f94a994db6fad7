using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Invoices.Features;

/// <summary>Sends an issued invoice by e-mail: to the address given, or to the title's.</summary>
public sealed class SendInvoice(OrdersInvoices orders, Titles titles, Vault vault)
{
    public async Task<SendInvoiceResponse> Handle(SendInvoiceRequest request, Call call)
    {
        var found = await orders.Of(request.InvoiceId, call);
        var address = request.Email.Length > 0 ? request.Email.Trim() : Saved(found.State.Find(request.InvoiceId)!.SealedTitle);
        if (!System.Net.Mail.MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
            throw new RefusedException(PlatformReasons.Invalid("email", "must be an e-mail address, or stand in the invoice's title"));
        return await orders.Change(
            found.Id, call, new SendMail(request.InvoiceId, vault.Seal(address), Mask.Account(address)),
            after => new SendInvoiceResponse { Invoice = after.ToInvoice(request.InvoiceId, titles) });
    }

    private string Saved(SealedText? sealedTitle) => sealedTitle is null ? "" : titles.Open(sealedTitle).Email;
}

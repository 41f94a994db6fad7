using System.Collections.Immutable;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Mail;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>Writes the documents of what was just issued, but for the PDF, and has an invoice sent to the address that its title names.</summary>
public sealed class WritePapers(
    Aggregates<OrderInvoices, InvoiceEvent> aggregates, OrdersInvoices orders, Documents documents, Titles titles, Vault vault, IMailer mailer) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var order = await aggregates.Find(call.Merchant, item.Aggregate, call.Cancel);
        if ((order?.State.Find(item.Argument) ?? order?.State.WithRedLetter(item.Argument)) is not { } invoice)
            return;
        var files = ImmutableArray.CreateBuilder<PaperFile>();
        foreach (var (format, content) in Documents.Write(documents.Draw(item.Aggregate, invoice, item.Argument)))
            files.Add(await documents.Keep(format, content, call));
        await orders.Change(item.Aggregate, call, new KeepPapers(item.Argument, files.ToImmutable(), MailingOf(invoice, item.Argument, call)));
    }

    private Mailing? MailingOf(Invoice invoice, string of, Call call) =>
        mailer.IsThere && of == invoice.InvoiceId && titles.Open(invoice.SealedTitle!).Email is { Length: > 0 } address
            ? new(vault.Seal(address), Mask.Account(address), call.Now, 0)
            : null;
}

using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Mail;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>Hands an invoice with its documents to the mail server. Without a PDF yet the printable form goes along in its place.</summary>
public sealed class MailInvoice(
    Aggregates<OrderInvoices, InvoiceEvent> aggregates, OrdersInvoices orders, Documents documents, Vault vault, IMailer mailer) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var order = await aggregates.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (order?.State.Find(item.Argument) is not { Mailing: { AskAt: not null } mailing, Papers: { } papers } invoice)
            return;
        if (vault.Open(mailing.SealedAddress) is not { } address)
            return;
        var attachments = new List<Attachment>();
        foreach (var format in new[] { papers.HasPdf ? PaperFormat.Pdf : PaperFormat.Html, PaperFormat.Xml })
        {
            var (_, content) = await documents.Fetch(invoice, invoice.InvoiceId, format, call);
            attachments.Add(new(Documents.FileName(invoice.Number!, format), Documents.MediaType(format), content));
        }

        var seller = invoice.Form!.Seller.Name;
        var answer = await mailer.Send(
            new(
                $"{invoice.InvoiceId}@{call.Merchant}", address, $"{seller} 电子发票 {invoice.Number}",
                $"您好：\n\n订单 {item.Aggregate} 的电子发票（号码 {invoice.Number}，价税合计 {invoice.Total.ToDecimalText()} 元）见附件。\n\n{seller}\n", attachments),
            call.Cancel);
        await orders.Change(item.Aggregate, call, new TakeMailAnswer(invoice.InvoiceId, answer == MailAnswer.Taken));
    }
}

using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Ports.Tax;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>Has a released invoice issued, under the serial number that was committed with its release.</summary>
public sealed class IssueInvoice(Aggregates<OrderInvoices, InvoiceEvent> aggregates, OrdersInvoices orders, ITaxPlatform tax) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var order = await aggregates.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (order?.State.Find(item.Argument) is { State: InvoiceState.Issuing } invoice)
        {
            var answer = await tax.Issue(invoice, invoice.Form!.Seller, call);
            await orders.Change(item.Aggregate, call, new TakeIssueAnswer(invoice.InvoiceId, answer));
        }
    }
}

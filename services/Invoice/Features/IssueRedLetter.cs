using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Ports.Tax;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>Has a red letter issued, under the serial number that was committed with it (R-INV-6).</summary>
public sealed class IssueRedLetter(Aggregates<OrderInvoices, InvoiceEvent> aggregates, OrdersInvoices orders, ITaxPlatform tax) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var order = await aggregates.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (order?.State.WithRedLetter(item.Argument) is not { } blue)
            return;
        var red = blue.RedLetters.Single(red => red.RedLetterId == item.Argument);
        if (red.State == RedLetterState.Issuing)
            await orders.Change(item.Aggregate, call, new TakeRedLetterAnswer(red.RedLetterId, await tax.Reverse(blue, red, call)));
    }
}

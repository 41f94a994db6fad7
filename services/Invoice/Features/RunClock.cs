using Aftersales.Invoices.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>A date of an invoice, or of a red letter that waits for its confirmation, has come (R-CLK-4).</summary>
public sealed class RunClock(OrdersInvoices orders) : IWork
{
    public Task Run(WorkItem item, Call call) =>
        orders.Change(item.Aggregate, call, new Strike(Enum.Parse<InvoiceClock>(item.Name[..item.Name.IndexOf(':')]), item.Argument));
}

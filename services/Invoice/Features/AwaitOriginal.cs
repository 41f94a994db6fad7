using Aftersales.Invoices.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>The customer is reminded of the wrong original, and not waited for any more in the end (R-CLK-4).</summary>
public sealed class AwaitOriginal(OrdersInvoices orders) : IWork
{
    public Task Run(WorkItem item, Call call) => orders.Change(item.Aggregate, call, new AskForOriginal(item.Argument));
}

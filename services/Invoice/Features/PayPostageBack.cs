using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Ports;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>The customer gets back what sending a wrong original cost, where the fault was the merchant's (R-INV-3).</summary>
public sealed class PayPostageBack(Aggregates<OrderInvoices, InvoiceEvent> aggregates, OrdersInvoices orders, RefundsPort refunds) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var order = await aggregates.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (order?.State.Find(item.Argument)?.Original is { OwesPostage: true, ArrivedAt: { } arrived })
            await orders.Change(item.Aggregate, call, await refunds.PayPostage(item.Aggregate, item.Argument, orders.Terms(call).Policy.Postage, arrived, call));
    }
}

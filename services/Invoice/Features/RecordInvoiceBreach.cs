using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>An invoice was refused, or a condition set: the shop's exposure is known from then on (R-INV-1).</summary>
public sealed class RecordInvoiceBreach(OrdersInvoices orders, OrderFacts facts)
{
    public async Task<RecordInvoiceBreachResponse> Handle(RecordInvoiceBreachRequest request, Call call)
    {
        var order = await facts.Of(request.OrderId, call);
        var command = new RecordBreach(order.CustomerId, (BreachKind)(request.Breach - 1), call.Person);
        return await orders.Change(request.OrderId, call, command, after =>
            new RecordInvoiceBreachResponse { Points = after.State.Breaches.Sum(breach => breach.Points) });
    }
}

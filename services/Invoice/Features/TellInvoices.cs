using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>Tells a batch's invoices how far it got; told twice they stay as they are.</summary>
public sealed class TellInvoices(Aggregates<Batch, BatchEvent> batches, OrdersInvoices orders) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var reached = Enum.Parse<BatchState>(item.Argument);
        var batch = await batches.Find(call.Merchant, item.Aggregate, call.Cancel)
            ?? throw new InvalidOperationException($"{item.Aggregate} asks for work and is not there");
        foreach (var invoice in batch.State.Items)
            await orders.Change(invoice.OrderId, call, new FollowBatch(invoice.InvoiceId, item.Aggregate, reached));
        await batches.Change(item.Aggregate, call, present => BatchDecider.Tell(present, reached, call.Now));
    }
}

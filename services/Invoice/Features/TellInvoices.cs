using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>Tells a batch's invoices how far it got, and those that were sent back why; told twice they stay as they are.</summary>
public sealed class TellInvoices(Aggregates<Batch, BatchEvent> batches, OrdersInvoices orders) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var reached = Enum.Parse<BatchState>(item.Argument);
        var batch = await batches.Find(call.Merchant, item.Aggregate, call.Cancel)
            ?? throw new InvalidOperationException($"{item.Aggregate} asks for work and is not there");
        foreach (var invoice in batch.State.Items)
        {
            InvoiceCommand told = invoice.SentBackReason is { } reason
                ? new SendBack(invoice.InvoiceId, item.Aggregate, reason)
                : new FollowBatch(invoice.InvoiceId, invoice.OrderId, item.Aggregate, reached);
            await orders.Change(invoice.OrderId, call, told);
        }

        await batches.Change(item.Aggregate, call, present => BatchDecider.Tell(present, reached, call.Now));
    }
}

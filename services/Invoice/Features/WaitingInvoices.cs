using System.Collections.Immutable;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Invoices.Queries;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Invoices.Features;

/// <summary>What waits for a batch: checked invoices that no other batch holds.</summary>
public sealed class WaitingInvoices(Aggregates<OrderInvoices, InvoiceEvent> orders, OrdersInvoices terms, IStore store)
{
    /// <summary>The earliest due first, at most as many as a batch holds.</summary>
    public async Task<ImmutableArray<BatchItem>> Find(Call call)
    {
        var most = terms.Terms(call).Policy.BatchItems;
        var waiting = new List<BatchItem>();
        var token = "";
        do
        {
            var page = await orders.List(call, InvoiceLists.OfState(InvoiceState.Checked), pageSize: 500, token);
            var held = await store.Holders(call.Merchant, [.. page.Rows.Select(row => BatchAggregate.ClaimOf(row.Item))], call.Cancel);
            waiting.AddRange(
                from row in page.Rows
                let invoice = row.State.Find(row.Item)!
                where invoice.State == InvoiceState.Checked && !held.ContainsKey(BatchAggregate.ClaimOf(row.Item))
                select new BatchItem(invoice.InvoiceId, row.Aggregate, invoice.Total, invoice.CheckedBy!));
            token = page.NextPageToken;
        }
        while (token.Length > 0 && waiting.Count < most);

        return [.. waiting.Take(most)];
    }
}

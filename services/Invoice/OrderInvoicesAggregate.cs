using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Queries;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;

namespace Aftersales.Invoices;

/// <summary>An order's invoices in the store; the id is the order's.</summary>
public sealed class OrderInvoicesAggregate : AggregateType<OrderInvoices, InvoiceEvent>
{
    public const string Name = "invoices";
    public const string Issue = "issue";
    public const string IssueRed = "issue-red";

    public override string Kind => Name;

    public override OrderInvoices Evolve(OrderInvoices? state, InvoiceEvent happened) => InvoiceEvolution.Evolve(state, happened);

    public override void Check(OrderInvoices state) => InvoiceInvariants.Check(state);

    public override IEnumerable<ListEntry> Lists(string id, OrderInvoices state) => InvoiceLists.Of(id, state);

    // The serial numbers are committed with the state that asks for this work, before the tax platform hears of them.
    public override IEnumerable<Due> Work(string id, OrderInvoices state)
    {
        foreach (var invoice in state.Invoices)
        {
            if (invoice.AskAt is { } ask)
                yield return new($"{Issue}:{invoice.InvoiceId}", ask);
            foreach (var red in invoice.RedLetters)
            {
                if (red.AskAt is { } askRed)
                    yield return new($"{IssueRed}:{red.RedLetterId}", askRed);
            }
        }
    }

    public override IEnumerable<IMessage> Publish(string id, OrderInvoices? before, InvoiceEvent happened, OrderInvoices after, long version) => happened switch
    {
        Requested e => [new InvoiceRequested { Invoice = after.ToSnapshot(id, e.InvoiceId, version) }],
        Issued e => [new InvoiceIssued { Invoice = after.ToSnapshot(id, e.InvoiceId, version) }],
        RefundTaken { Refund: { State: ClearingState.Cleared } refund } => [Cleared(id, refund.RefundId, redLettered: false, version)],
        RefundCleared e => [Cleared(id, e.RefundId, redLettered: false, version)],
        RedLetterIssued e =>
        [
            new InvoiceRedLettered
            {
                Invoice = after.ToSnapshot(id, e.InvoiceId, version),
                RedLetterId = e.RedLetterId,
                RefundId = e.RefundId,
                Amount = after.Find(e.InvoiceId)!.RedLetters.Single(red => red.RedLetterId == e.RedLetterId).Total.ToMoney(),
            },
            Cleared(id, e.RefundId, redLettered: true, version),
        ],
        _ => [],
    };

    private static InvoiceCleared Cleared(string orderId, string refundId, bool redLettered, long version) =>
        new() { OrderId = orderId, RefundId = refundId, RedLettered = redLettered, Version = version };
}

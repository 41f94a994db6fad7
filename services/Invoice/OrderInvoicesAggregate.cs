using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Queries;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Invoice = Aftersales.Invoices.Domain.Invoice;
using InvoiceState = Aftersales.Invoices.Domain.InvoiceState;
using RedLetterState = Aftersales.Invoices.Domain.RedLetterState;

namespace Aftersales.Invoices;

/// <summary>An order's invoices in the store; the id is the order's.</summary>
public sealed class OrderInvoicesAggregate(BusinessCalendar calendar) : AggregateType<OrderInvoices, InvoiceEvent>
{
    public const string Name = "invoices";
    public const string Issue = "issue";
    public const string IssueRed = "issue-red";
    public const string Postage = "postage";
    public const string Original = "original";
    public const string Paper = "paper";
    public const string Pdf = "pdf";
    public const string Mail = "mail";

    public override string Kind => Name;

    public override OrderInvoices Evolve(OrderInvoices? state, InvoiceEvent happened) => InvoiceEvolution.Evolve(state, happened);

    public override void Check(OrderInvoices state) => InvoiceInvariants.Check(state);

    public override string? Subject(string id, OrderInvoices state) => state.CustomerId;

    public override bool IsOpen(OrderInvoices state) =>
        state.Invoices.Any(invoice => invoice.IsOpen || invoice.State is InvoiceState.Issuing or InvoiceState.AwaitingOriginal) || Work(Name, state).Any();

    /// <summary>Vouchers and what they were made from are kept for 30 years (《会计档案管理办法》).</summary>
    public override string? KeptBecause(OrderInvoices state) => state.Invoices.Any(invoice => invoice.IssuedAt is not null) ? "TAX_LAW" : null;

    public override IEnumerable<ListEntry> Lists(string id, OrderInvoices state) => InvoiceLists.Of(id, state, calendar);

    public override IEnumerable<Share> Shares(string id, OrderInvoices state) => MonthlyTotals.Of(id, state, calendar);

    // The serial numbers are committed with the state that asks for this work, before the tax platform hears of them.
    public override IEnumerable<Due> Work(string id, OrderInvoices state)
    {
        foreach (var invoice in state.Invoices)
        {
            if (invoice.AskAt is { } ask)
                yield return new($"{Issue}:{invoice.InvoiceId}", ask);
            if (invoice is { State: InvoiceState.AwaitingOriginal, Original.AskAt: var remind })
                yield return new($"{Original}:{invoice.InvoiceId}", remind);
            if (invoice.Original is { OwesPostage: true, ArrivedAt: { } arrived })
                yield return new($"{Postage}:{invoice.InvoiceId}", arrived);
            foreach (var clock in Clocks(invoice).Concat(Documents(invoice)))
                yield return clock;
        }
    }

    public override IEnumerable<IMessage> Publish(string id, OrderInvoices? before, InvoiceEvent happened, OrderInvoices after, long version)
    {
        return happened switch
        {
            Requested e => [new InvoiceRequested { Invoice = Snapshot(e.InvoiceId) }],
            Issued e => [new InvoiceIssued { Invoice = Snapshot(e.InvoiceId) }],
            Delivered e => [new InvoiceDelivered { Invoice = Snapshot(e.InvoiceId) }],
            DueSoon e => [new InvoiceDueSoon { Invoice = Snapshot(e.InvoiceId) }],
            WentOverdue e => [new InvoiceOverdue { Invoice = Snapshot(e.InvoiceId) }],
            OriginalReminded e => [new InvoiceOriginalAwaited { Invoice = Snapshot(e.InvoiceId), ReplacesInvoiceId = after.Find(e.InvoiceId)!.Replaces! }],
            OriginalArrived { IsPaper: true } e => [new InvoiceOriginalReceived { Invoice = Snapshot(e.InvoiceId), ReplacesInvoiceId = e.Replaces }],
            BreachRecorded e => [e.ToMessage(id, version)],
            RefundCleared e => [new InvoiceCleared { OrderId = id, RefundId = e.RefundId, RedLettered = e.RedLettered, Version = version }],
            RedLetterIssued e =>
            [
                new InvoiceRedLettered
                {
                    Invoice = Snapshot(e.InvoiceId),
                    RedLetterId = e.RedLetterId,
                    RefundId = e.RefundId ?? "",
                    Amount = after.Find(e.InvoiceId)!.RedLetters.Single(red => red.RedLetterId == e.RedLetterId).Total.ToContract(),
                },
            ],
            _ => [],
        };

        InvoiceSnapshot Snapshot(string invoiceId) => after.ToSnapshot(id, invoiceId, version);
    }

    private static IEnumerable<Due> Documents(Invoice invoice)
    {
        var issued = invoice.RedLetters.Select(red => (Id: red.RedLetterId, red.IssuedAt, red.Papers)).Append((invoice.InvoiceId, invoice.IssuedAt, invoice.Papers));
        foreach (var (id, _, papers) in issued.Where(paper => paper.IssuedAt is not null))
        {
            // At once: the time of issue is the tax platform's, whose clock may be ahead.
            if (papers is null)
                yield return new($"{Paper}:{id}", invoice.RequestedAt);
            else if (papers.PdfAt is { } pdf)
                yield return new($"{Pdf}:{id}", pdf);
        }

        // A PDF is waited for until it failed once.
        if (invoice.Papers is { HasPdf: true } or { PdfTries: > 0 } && invoice.Mailing?.AskAt is { } mail)
            yield return new($"{Mail}:{invoice.InvoiceId}", mail);
    }

    private static IEnumerable<Due> Clocks(Invoice invoice)
    {
        if (invoice is { IsAwaited: true, Reminded: false })
            yield return new($"{InvoiceClock.DueSoon}:{invoice.InvoiceId}", invoice.Promise.RemindAt);
        if (invoice is { IsAwaited: true, Overdue: false })
            yield return new($"{InvoiceClock.Due}:{invoice.InvoiceId}", invoice.DueAt);
        foreach (var red in invoice.RedLetters)
        {
            if (red.AskAt is { } ask)
                yield return new($"{IssueRed}:{red.RedLetterId}", ask);
            if (red is { State: RedLetterState.Applied, Application: { Overdue: false } application })
                yield return new($"{InvoiceClock.Confirmation}:{red.RedLetterId}", application.DueAt);
        }
    }
}

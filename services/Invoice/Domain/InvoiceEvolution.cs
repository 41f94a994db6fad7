using System.Collections.Immutable;
using Aftersales.Invoices.Domain.Papers;

namespace Aftersales.Invoices.Domain;

/// <summary>An order's invoices after an event.</summary>
public static class InvoiceEvolution
{
    public static OrderInvoices Evolve(OrderInvoices? order, InvoiceEvent happened) => (order, happened) switch
    {
        (_, Requested e) => Begin(order ?? OrderInvoices.Of(e.CustomerId), e),
        (_, RefundTaken e) => Keep(order ?? OrderInvoices.Of(e.CustomerId), e.Refund),
        (_, RefundDropped e) => Keep(order ?? OrderInvoices.Of(e.CustomerId), e.Refund),
        (_, BreachRecorded e) => Keep(order ?? OrderInvoices.Of(e.CustomerId), e.Breach),
        ({ } known, Corrected e) => Change(known with { Paid = e.Paid }, e.InvoiceId, invoice => Reline(With(invoice, e.Asked), e.Billed)),
        ({ } known, OrderFollowed e) => Change(known, e.InvoiceId, invoice => With(invoice, e.Promise) with { WaitsFor = e.WaitsFor }),
        ({ } known, Withdrawn e) => Change(known, e.InvoiceId, invoice => invoice with { State = InvoiceState.Withdrawn, Billed = [], Lines = [] }),
        ({ } known, Checked e) => Change(known with { Paid = e.Paid }, e.InvoiceId, invoice =>
            Reline(invoice with { State = InvoiceState.Checked, CheckedBy = e.By, Case = e.Case, WaitsFor = WaitsFor.Nothing }, e.Billed)),
        ({ } known, Batched e) => Change(known, e.InvoiceId, invoice => invoice with { State = InvoiceState.Batched, BatchId = e.BatchId }),
        ({ } known, Approved e) => Change(known, e.InvoiceId, invoice => invoice with { State = InvoiceState.Approved }),
        ({ } known, SentBack e) => Change(known, e.InvoiceId, invoice => invoice with
        {
            State = InvoiceState.Requested,
            CheckedBy = null,
            BatchId = null,
            SentBack = new(e.BatchId, e.Reason),
        }),
        ({ } known, Released e) => Change(known, e.InvoiceId, invoice => invoice with { State = InvoiceState.Issuing, AskAt = e.At, Form = e.Form }),
        ({ } known, IssueRefused e) => Change(known, e.InvoiceId, invoice => invoice with { AskAt = e.AskAt, Failure = e.Code }),
        ({ } known, IssueAwaited e) => Change(known, e.InvoiceId, invoice => invoice with { AskAt = e.AskAt, Failure = null }),
        ({ } known, Issued e) => Change(known, e.InvoiceId, invoice => invoice with
        {
            State = InvoiceState.Issued,
            Number = e.Number,
            IssuedAt = e.IssuedAt,
            AskAt = null,
            Failure = null,
        }),
        ({ } known, Delivered e) => Change(known, e.InvoiceId, invoice => invoice with { State = InvoiceState.Delivered, Delivery = e.Delivery }),
        ({ } known, OriginalSent e) => Change(known, e.InvoiceId, invoice =>
            invoice with { Original = invoice.Original! with { TrackingNo = e.TrackingNo, AskAt = e.AskAt } }),
        ({ } known, OriginalReminded e) => Change(known, e.InvoiceId, invoice =>
            invoice with { Original = invoice.Original! with { AskAt = e.AskAt, Reminders = invoice.Original.Reminders + 1 } }),
        ({ } known, OriginalArrived e) => Arrive(known, e),
        ({ } known, PostageRequested e) => Change(known, e.InvoiceId, invoice => invoice with { Original = invoice.Original! with { PostageRefundId = e.RefundId } }),
        ({ } known, PostageRefused e) => Change(known, e.InvoiceId, invoice => invoice with { Original = invoice.Original! with { PostageFailure = e.Reason } }),
        ({ } known, Reduced e) => Take(
            Change(known, e.InvoiceId, invoice => Reline(invoice, Billing.Less(invoice.Billed, e.Parts))), e.RefundId, e.InvoiceId, e.Parts),
        ({ } known, Restored e) => Change(known, e.InvoiceId, invoice => Reline(invoice, e.Billed)),
        ({ } known, RefundPlaced e) => known.Put(known.Refund(e.RefundId)! with { State = ClearingState.RedLettering }),
        ({ } known, RefundCleared e) => known.Put(known.Refund(e.RefundId)! with { State = ClearingState.Cleared }),
        ({ } known, RedLetterStarted e) => Take(
            Change(known, e.InvoiceId, invoice => invoice with { RedLetters = invoice.RedLetters.Add(e.RedLetter) }),
            e.RedLetter.RefundId, e.InvoiceId, [.. e.RedLetter.Lines.Select(line => new LinePart(line.LineId, line.Quantity, line.Split.Gross))]),
        ({ } known, RedLetterApplied e) => Change(known, e.InvoiceId, invoice => invoice with { RedLetters = invoice.RedLetters.Add(e.RedLetter) }),
        ({ } known, RedLetterConfirmed e) => Change(known, e.InvoiceId, e.RedLetterId, red => red with
        {
            State = RedLetterState.Issuing,
            AskAt = e.At,
            Lines = e.Lines,
            Application = red.Application! with { AnsweredBy = e.By },
        }),
        ({ } known, RedLetterRejected e) => Change(known, e.InvoiceId, e.RedLetterId, red => red with
        {
            State = RedLetterState.Rejected,
            Application = red.Application! with { AnsweredBy = e.By, Note = e.Note },
        }),
        ({ } known, RedLetterOverdue e) => Change(known, e.InvoiceId, e.RedLetterId, red => red with { Application = red.Application! with { Overdue = true } }),
        ({ } known, RedLetterRefused e) => Change(known, e.InvoiceId, e.RedLetterId, red => red with { AskAt = e.AskAt, Failure = e.Code }),
        ({ } known, RedLetterAwaited e) => Change(known, e.InvoiceId, e.RedLetterId, red => red with { AskAt = e.AskAt, Failure = null }),
        ({ } known, RedLetterIssued e) => Change(
            Change(known, e.InvoiceId, e.RedLetterId, red => red with
            {
                State = RedLetterState.Issued,
                Number = e.Number,
                IssuedAt = e.IssuedAt,
                AskAt = null,
                Failure = null,
            }),
            e.InvoiceId,
            invoice => invoice.RedLettered == invoice.Total ? invoice with { State = InvoiceState.RedLettered } : invoice),
        ({ } known, DueSoon e) => Change(known, e.InvoiceId, invoice => invoice with { Reminded = true }),
        ({ } known, WentOverdue e) => Change(known, e.InvoiceId, invoice => invoice with { Overdue = true }),
        ({ } known, PaperEvent e) => Change(known, e.InvoiceId, invoice => PaperDecider.Evolve(invoice, e)),
        ({ } known, TitleRevealed) => known,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot come first"),
    };

    private static OrderInvoices Begin(OrderInvoices order, Requested e)
    {
        var invoice = new Invoice(
            e.InvoiceId, e.Asked.Case, e.Asked.Kind, InvoiceState.Requested, e.Asked.SealedTitle, e.Asked.TaxpayerNumberWarning,
            [], [], [], e.At, e.Asked.Promise, e.PolicyVersion)
        {
            IsPart = e.Asked.IsPart,
            WaitsFor = e.Asked.WaitsFor,
            Replaces = e.Replaces,
            Original = e.Original,
        };
        invoice = Reline(invoice, e.Billed);
        if (e.Original is not null)
            invoice = invoice with { State = InvoiceState.AwaitingOriginal };
        return order with { CustomerId = e.CustomerId, Paid = e.Paid, Invoices = order.Invoices.Add(invoice) };
    }

    private static OrderInvoices Keep(OrderInvoices order, RefundClearing refund) =>
        order.Refund(refund.RefundId) is null ? order with { Refunds = order.Refunds.Add(refund) } : order.Put(refund);

    private static OrderInvoices Keep(OrderInvoices order, Breach breach) => order with { Breaches = order.Breaches.Add(breach) };

    private static OrderInvoices Arrive(OrderInvoices order, OriginalArrived e) => Change(
        Change(order, e.Replaces, old => old.IsIssued ? old with { State = InvoiceState.Returned } : old),
        e.InvoiceId,
        invoice => Reline(
            With(invoice, e.Promise) with
            {
                State = InvoiceState.Requested,
                WaitsFor = WaitsFor.Nothing,
                Original = e.IsPaper ? invoice.Original! with { ArrivedAt = e.At, MerchantsFault = e.MerchantsFault } : null,
            },
            e.Billed));

    private static Invoice With(Invoice invoice, InvoiceForm asked) => With(invoice, asked.Promise) with
    {
        Case = asked.Case,
        Kind = asked.Kind,
        SealedTitle = asked.SealedTitle,
        TaxpayerNumberWarning = asked.TaxpayerNumberWarning,
        IsPart = asked.IsPart,
        WaitsFor = asked.WaitsFor,
    };

    private static Invoice With(Invoice invoice, Promise promise) =>
        invoice.Promise == promise ? invoice : invoice with { Promise = promise, Reminded = false, Overdue = false };

    // What is not issued yet follows the order and its refunds; with nothing left it ends (R-INV-1).
    private static Invoice Reline(Invoice invoice, ImmutableArray<BilledLine> billed)
    {
        var lines = Billing.Split(billed);
        return invoice with { Billed = billed, Lines = lines, State = lines.IsEmpty ? InvoiceState.Withdrawn : invoice.State };
    }

    private static OrderInvoices Take(OrderInvoices order, string? refundId, string invoiceId, ImmutableArray<LinePart> parts) =>
        refundId is not null && order.Refund(refundId) is { } refund
            ? order.Put(refund with { Taken = [.. refund.Taken, .. parts.Select(part => new Taking(invoiceId, part))] })
            : order;

    private static OrderInvoices Change(OrderInvoices order, string invoiceId, Func<Invoice, Invoice> change) => order.Put(change(order.Find(invoiceId)!));

    private static OrderInvoices Change(OrderInvoices order, string invoiceId, string redLetterId, Func<RedLetter, RedLetter> change) => Change(
        order, invoiceId, invoice => invoice with { RedLetters = [.. invoice.RedLetters.Select(red => red.RedLetterId == redLetterId ? change(red) : red)] });
}

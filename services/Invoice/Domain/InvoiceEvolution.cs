namespace Aftersales.Invoices.Domain;

/// <summary>An order's invoices after an event.</summary>
public static class InvoiceEvolution
{
    public static OrderInvoices Evolve(OrderInvoices? order, InvoiceEvent happened) => (order, happened) switch
    {
        (_, Requested e) => Begin(order ?? OrderInvoices.Of(e.CustomerId), e),
        (_, RefundTaken e) => Take(order ?? OrderInvoices.Of(e.CustomerId), e.Refund),
        (_, RefundDropped e) => Drop(order ?? OrderInvoices.Of(e.CustomerId), e.Refund),
        ({ } known, Checked e) => Reline(known.Put(known.Find(e.InvoiceId)! with { State = InvoiceState.Checked, CheckedBy = e.By, Billed = e.Billed }), e.InvoiceId),
        ({ } known, Batched e) => known.Put(known.Find(e.InvoiceId)! with { State = InvoiceState.Batched, BatchId = e.BatchId }),
        ({ } known, Approved e) => known.Put(known.Find(e.InvoiceId)! with { State = InvoiceState.Approved }),
        ({ } known, Released e) => known.Put(known.Find(e.InvoiceId)! with { State = InvoiceState.Issuing, AskAt = e.At }),
        ({ } known, IssueRefused e) => known.Put(known.Find(e.InvoiceId)! with { AskAt = e.AskAt, Failure = e.Code }),
        ({ } known, IssueAwaited e) => known.Put(known.Find(e.InvoiceId)! with { AskAt = e.AskAt, Failure = null }),
        ({ } known, Issued e) => known.Put(known.Find(e.InvoiceId)! with
        {
            State = InvoiceState.Issued,
            Number = e.Number,
            IssuedAt = e.IssuedAt,
            AskAt = null,
            Failure = null,
        }),
        ({ } known, RedLetterStarted e) => known
            .Put(known.Find(e.InvoiceId)! with { RedLetters = known.Find(e.InvoiceId)!.RedLetters.Add(e.RedLetter) })
            .Put(known.Refund(e.RedLetter.RefundId)! with { State = ClearingState.RedLettering }),
        ({ } known, RedLetterRefused e) => known.Put(Put(known.Find(e.InvoiceId)!, e.RedLetterId, red => red with { AskAt = e.AskAt, Failure = e.Code })),
        ({ } known, RedLetterAwaited e) => known.Put(Put(known.Find(e.InvoiceId)!, e.RedLetterId, red => red with { AskAt = e.AskAt, Failure = null })),
        ({ } known, RedLetterIssued e) => known
            .Put(End(Put(known.Find(e.InvoiceId)!, e.RedLetterId, red => red with
            {
                State = RedLetterState.Issued,
                Number = e.Number,
                IssuedAt = e.IssuedAt,
                AskAt = null,
                Failure = null,
            })))
            .Put(known.Refund(e.RefundId)! with { State = ClearingState.Cleared }),
        ({ } known, RefundCleared e) => known.Put(known.Refund(e.RefundId)! with { State = ClearingState.Cleared, InvoiceId = null }),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot come first"),
    };

    private static OrderInvoices Begin(OrderInvoices order, Requested e)
    {
        var invoice = new Invoice(
            e.InvoiceId, e.Kind, InvoiceState.Requested, e.SealedTitle, e.TaxpayerNumberWarning, e.Billed, [], [], e.At, e.DueAt, e.PolicyVersion);
        return Reline(order with { CustomerId = e.CustomerId, Invoices = order.Invoices.Add(invoice) }, e.InvoiceId);
    }

    private static OrderInvoices Take(OrderInvoices order, RefundClearing refund)
    {
        var taken = order with { Refunds = order.Refunds.Add(refund) };
        return refund is { State: ClearingState.Cleared, InvoiceId: { } reduced } ? Reline(taken, reduced) : taken;
    }

    private static OrderInvoices Drop(OrderInvoices order, RefundClearing refund)
    {
        var before = order.Refund(refund.RefundId);
        var after = before is null ? order with { Refunds = order.Refunds.Add(refund) } : order.Put(refund);
        return before?.InvoiceId is { } id && after.Find(id)!.IsOpen ? Reline(after, id) : after;
    }

    // What is not issued yet follows the order and its refunds; with nothing left it ends (R-INV-1).
    private static OrderInvoices Reline(OrderInvoices order, string invoiceId)
    {
        var invoice = order.Find(invoiceId)!;
        var lines = Billing.Split(Billing.Less(invoice.Billed, order.AppliedTo(invoiceId)));
        return order.Put(invoice with { Lines = lines, State = lines.IsEmpty ? InvoiceState.Withdrawn : invoice.State });
    }

    private static Invoice Put(Invoice invoice, string redLetterId, Func<RedLetter, RedLetter> change) =>
        invoice with { RedLetters = [.. invoice.RedLetters.Select(red => red.RedLetterId == redLetterId ? change(red) : red)] };

    private static Invoice End(Invoice invoice) => invoice.RedLettered == invoice.Total ? invoice with { State = InvoiceState.RedLettered } : invoice;
}

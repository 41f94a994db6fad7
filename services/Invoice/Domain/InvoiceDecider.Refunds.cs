using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

public static partial class InvoiceDecider
{
    // R-REF-8, R-INV-6: what was issued is red-lettered, what was not is reduced, and a refund counts once.
    private static Decision<InvoiceEvent> On(ClearRefund clear, OrderInvoices? order, InvoiceTerms terms, Instant now)
    {
        if (order?.Refund(clear.RefundId) is not null)
            return Nothing;
        var taken = order?.Live switch
        {
            null => Taken(clear, ClearingState.Cleared, null, now),
            { IsOpen: true } open => Taken(clear, ClearingState.Cleared, open.InvoiceId, now),
            var issuing => Taken(clear, ClearingState.Waiting, issuing.InvoiceId, now),
        };
        return Decision<InvoiceEvent>.Of([taken, .. WhatWaits(InvoiceEvolution.Evolve(order, taken), now)]);
    }

    // A payout that fails for good: what was not issued yet bills the amount again. After a red letter the refund stays taken off that invoice.
    private static Decision<InvoiceEvent> On(DropRefund drop, OrderInvoices? order, Instant now)
    {
        var refund = order?.Refund(drop.Refund.RefundId);
        var untouched = refund is null or { State: ClearingState.Waiting } || (refund.InvoiceId is { } id && order!.Find(id)!.IsOpen);
        return refund switch
        {
            { Failed: true } => Nothing,
            null => new RefundDropped(now, drop.Refund.CustomerId, Clearing(drop.Refund, ClearingState.Cleared, null) with { Failed = true }),
            _ when untouched => new RefundDropped(now, order!.CustomerId, refund with { State = ClearingState.Cleared, InvoiceId = null, Failed = true }),
            _ => new RefundDropped(now, order!.CustomerId, refund with { Failed = true }),
        };
    }

    private static Decision<InvoiceEvent> On(TakeIssueAnswer take, OrderInvoices order, Invoice invoice, InvoiceTerms terms, Instant now)
    {
        if (invoice.State != InvoiceState.Issuing)
            return Nothing;
        if (take.Answer is TaxAnswer.Processing)
            return new IssueAwaited(now, invoice.InvoiceId, terms.AskWhileProcessing(now));
        if (take.Answer is not TaxAnswer.Issued answer)
            return new IssueRefused(now, invoice.InvoiceId, ((TaxAnswer.Refused)take.Answer).Code, terms.AskAgain(now));
        var issued = new Issued(now, invoice.InvoiceId, answer.Number, answer.At);
        return Decision<InvoiceEvent>.Of([issued, .. WhatWaits(InvoiceEvolution.Evolve(order, issued), now)]);
    }

    private static Decision<InvoiceEvent> On(TakeRedLetterAnswer take, Invoice invoice, InvoiceTerms terms, Instant now) =>
        (invoice.RedLetters.Single(red => red.RedLetterId == take.RedLetterId), take.Answer) switch
        {
            ({ State: RedLetterState.Issued }, _) => Nothing,
            (var red, TaxAnswer.Issued answer) => new RedLetterIssued(now, invoice.InvoiceId, red.RedLetterId, red.RefundId, answer.Number, answer.At),
            (var red, TaxAnswer.Processing) => new RedLetterAwaited(now, invoice.InvoiceId, red.RedLetterId, terms.AskWhileProcessing(now)),
            (var red, var answer) => new RedLetterRefused(now, invoice.InvoiceId, red.RedLetterId, ((TaxAnswer.Refused)answer).Code, terms.AskAgain(now)),
        };

    // One after another, since each takes its part of what the one before has left.
    private static List<InvoiceEvent> WhatWaits(OrderInvoices order, Instant now)
    {
        var events = new List<InvoiceEvent>();
        while (order.Live is { State: InvoiceState.Issued } issued && order.Refunds.FirstOrDefault(refund => refund.State == ClearingState.Waiting) is { } waiting)
        {
            var lines = issued.RedLines(waiting.Lines);
            InvoiceEvent next = lines.IsEmpty
                ? new RefundCleared(now, waiting.RefundId)
                : new RedLetterStarted(now, issued.InvoiceId, new(
                    Ids.Derived("red", $"{issued.InvoiceId}/{waiting.RefundId}"), waiting.RefundId, lines, waiting.GoodsReturned, RedLetterState.Issuing, now));
            events.Add(next);
            order = InvoiceEvolution.Evolve(order, next);
        }

        return events;
    }

    private static RefundTaken Taken(ClearRefund clear, ClearingState state, string? invoiceId, Instant now) =>
        new(now, clear.CustomerId, Clearing(clear, state, invoiceId));

    private static RefundClearing Clearing(ClearRefund clear, ClearingState state, string? invoiceId)
    {
        ImmutableArray<RefundedLine> lines =
        [
            .. clear.Lines.Where(line => line.Amount.IsPositive).GroupBy(line => line.LineId).Select(parts => new RefundedLine(
                parts.Key, parts.Sum(part => part.Quantity), Money.Sum(parts.Select(part => part.Amount), parts.First().Amount.Currency))),
        ];
        return new(clear.RefundId, lines, clear.GoodsReturned, state, invoiceId);
    }
}

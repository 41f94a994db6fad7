using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

public static partial class InvoiceDecider
{
    // R-REF-8, R-INV-6: what was issued is red-lettered, what was not is reduced, and a refund counts once.
    private static Decision<InvoiceEvent> On(ClearRefund clear, OrderInvoices? order, Instant now)
    {
        if (order?.Refund(clear.RefundId) is not null)
            return Nothing;
        var taken = new RefundTaken(now, clear.CustomerId, Clearing(clear));
        return Decision<InvoiceEvent>.Of([taken, .. Settle(InvoiceEvolution.Evolve(order, taken), now)]);
    }

    // A payout that fails for good: what was not issued yet bills the amount again, what was gets a new blue invoice beside it.
    private static Decision<InvoiceEvent> On(DropRefund drop, OrderInvoices? order, InvoiceTerms terms, Instant now)
    {
        if (order?.Refund(drop.Refund.RefundId) is not { } refund)
            return new RefundDropped(now, drop.Refund.CustomerId, Clearing(drop.Refund) with { State = ClearingState.Cleared, Failed = true });
        if (refund.Failed)
            return Nothing;

        var dropped = new RefundDropped(now, order.CustomerId, refund with { State = ClearingState.Cleared, Failed = true });
        var events = new List<InvoiceEvent> { dropped };
        order = InvoiceEvolution.Evolve(order, dropped);
        foreach (var taken in refund.Taken.GroupBy(taking => taking.InvoiceId))
            GiveBack(order.Find(taken.Key)!, taken.Select(taking => taking.Part));

        // What the refund had kept off an invoice from the start, where everything was asked for.
        if (order.Invoices.LastOrDefault(invoice => invoice is { IsPart: false, State: not InvoiceState.AwaitingOriginal, Billed.IsEmpty: false }) is { } whole)
            GiveBack(whole, refund.Lines.Select(line => refund.Untaken(line.LineId)));
        return Decision<InvoiceEvent>.Of(events);

        void GiveBack(Invoice reduced, IEnumerable<LinePart> taken)
        {
            var parts = AtMost(Sums(taken), order.Unbilled());
            if (parts.IsEmpty)
                return;
            var invoice = Successor(order, reduced);
            InvoiceEvent next = invoice.IsOpen
                ? new Restored(now, invoice.InvoiceId, refund.RefundId, Billing.Plus(invoice.Billed, parts, order.Paid))
                : Again(refund, invoice, reduced.InvoiceId, parts, order, terms, now);
            events.Add(next);
            order = InvoiceEvolution.Evolve(order, next);
        }
    }

    private static Requested Again(
        RefundClearing refund, Invoice invoice, string reduced, ImmutableArray<LinePart> parts, OrderInvoices order, InvoiceTerms terms, Instant now)
    {
        var form = new InvoiceForm(
            InvoiceCase.RefundFailed, invoice.Kind, invoice.SealedTitle, invoice.TaxpayerNumberWarning, invoice.IsPart,
            invoice.SealedTitle is null ? WaitsFor.Title : WaitsFor.Nothing, terms.Promise(invoice.Kind, now, now));
        return new(
            now, Ids.Derived("inv", $"{refund.RefundId}/{reduced}"), order.CustomerId, form, order.Paid, Billing.Plus([], parts, order.Paid),
            terms.Policy.Version);
    }

    // What took a wrong one's place is what the customer has, or will have.
    private static Invoice Successor(OrderInvoices order, Invoice invoice)
    {
        while (order.Invoices.FirstOrDefault(next => next.Replaces == invoice.InvoiceId && next.State != InvoiceState.Withdrawn) is { } next)
            invoice = next;
        return invoice;
    }

    // One refund after another, since each takes its part of what the one before has left.
    private static List<InvoiceEvent> Settle(OrderInvoices order, Instant now)
    {
        var events = new List<InvoiceEvent>();
        foreach (var waiting in order.Refunds.Where(refund => refund.State == ClearingState.Waiting))
        {
            foreach (var next in Settle(order, waiting, now))
            {
                events.Add(next);
                order = InvoiceEvolution.Evolve(order, next);
            }
        }

        return events;
    }

    // Which invoices a refund reduces: it takes first what is on none, then of those not issued, then of those issued, and waits for one that
    // is being issued only for what is left then; each time the oldest first, line by line.
    private static List<InvoiceEvent> Settle(OrderInvoices order, RefundClearing refund, Instant now)
    {
        var events = new List<InvoiceEvent>();
        var excess = Excess(order, refund);
        foreach (var invoice in order.Live.OrderBy(invoice => invoice.IsOpen ? 0 : invoice.IsIssued ? 1 : 2))
        {
            var parts = AtMost(excess, invoice.Standing());
            if (parts.IsEmpty)
                continue;
            if (invoice.State == InvoiceState.Issuing)
                return events;
            events.Add(invoice.IsOpen ? new Reduced(now, invoice.InvoiceId, refund.RefundId, parts) : Red(invoice, refund, parts, now));
            excess = Less(excess, parts);
        }

        var reds = order.Invoices.SelectMany(invoice => invoice.RedLetters).Where(red => red.RefundId == refund.RefundId).ToList();
        events.Add(events.OfType<RedLetterStarted>().Any() || reds.Exists(red => red.State == RedLetterState.Issuing)
            ? new RefundPlaced(now, refund.RefundId)
            : new RefundCleared(now, refund.RefundId, RedLettered: reds.Count > 0));
        return events;
    }

    private static RedLetterStarted Red(Invoice invoice, RefundClearing refund, ImmutableArray<LinePart> parts, Instant now) => new(
        now, invoice.InvoiceId, new(
            Ids.Derived("red", $"{invoice.InvoiceId}/{refund.RefundId}"), refund.RefundId,
            refund.GoodsReturned ? RedLetterReason.GoodsReturned : RedLetterReason.SalesAllowance, invoice.RedLines(parts), RedLetterState.Issuing, now));

    // What is invoiced beyond what the customer finally pays, as far as this refund is the cause.
    private static ImmutableArray<LinePart> Excess(OrderInvoices order, RefundClearing refund)
    {
        var others = order.Refunds.Where(other => !other.Failed && other.RefundId != refund.RefundId).SelectMany(other => other.Counted);
        return
        [
            .. Billing.Less(order.Paid, others.Concat(refund.Lines)).Select(due =>
            {
                var (standing, untaken) = (order.Standing(due.LineId), refund.Untaken(due.LineId));
                return new LinePart(
                    due.LineId,
                    Math.Clamp(standing.Quantity - due.Quantity, 0, Math.Max(0, untaken.Quantity)),
                    Money.Min(Billing.Less(standing.Amount, due.Amount), untaken.Amount));
            }).Where(part => part.Amount.IsPositive),
        ];
    }

    private static ImmutableArray<LinePart> AtMost(IEnumerable<LinePart> parts, IEnumerable<LinePart> allowed) =>
    [
        .. parts.Join(allowed, part => part.LineId, most => most.LineId, (part, most) =>
                new LinePart(part.LineId, Math.Min(part.Quantity, most.Quantity), Money.Min(part.Amount, most.Amount)))
            .Where(part => part.Amount.IsPositive),
    ];

    private static ImmutableArray<LinePart> AtMost(IEnumerable<LinePart> parts, ImmutableArray<BilledLine> allowed) =>
        AtMost(parts, allowed.Select(line => new LinePart(line.LineId, line.Quantity, line.Amount)));

    private static ImmutableArray<LinePart> Less(ImmutableArray<LinePart> parts, ImmutableArray<LinePart> taken) =>
    [
        .. parts.Select(part => taken.FirstOrDefault(gone => gone.LineId == part.LineId) is { } gone
                ? part with { Quantity = part.Quantity - gone.Quantity, Amount = part.Amount - gone.Amount }
                : part)
            .Where(part => part.Amount.IsPositive),
    ];

    private static RefundClearing Clearing(ClearRefund clear) => new(clear.RefundId, Sums(clear.Lines), clear.GoodsReturned, ClearingState.Waiting, []);

    private static ImmutableArray<LinePart> Sums(IEnumerable<LinePart> parts) =>
    [
        .. parts.Where(part => part.Amount.IsPositive).GroupBy(part => part.LineId).Select(same => new LinePart(
            same.Key, same.Sum(part => part.Quantity), Money.Sum(same.Select(part => part.Amount), Currency.Cny))),
    ];
}

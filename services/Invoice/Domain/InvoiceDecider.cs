using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>What follows from a command on an order's invoices. Pure; the files beside this one hold the steps.</summary>
public static partial class InvoiceDecider
{
    private static readonly Decision<InvoiceEvent> Nothing = Decision<InvoiceEvent>.Nothing;

    /// <param name="order">Null while nothing was requested or refunded.</param>
    public static Decision<InvoiceEvent> Decide(OrderInvoices? order, InvoiceCommand command, InvoiceTerms terms, Instant now) => (order, command) switch
    {
        (_, RequestInvoice request) => On(request, order, terms, now),
        (_, ClearRefund clear) => On(clear, order, terms, now),
        (_, DropRefund drop) => On(drop, order, now),
        ({ } known, CheckInvoice check) when known.Find(check.InvoiceId) is { } invoice => On(check, known, invoice, terms, now),
        ({ } known, FollowBatch follow) when known.Find(follow.InvoiceId) is { } invoice => On(follow, invoice, now),
        ({ } known, TakeIssueAnswer take) when known.Find(take.InvoiceId) is { } invoice => On(take, known, invoice, terms, now),
        ({ } known, TakeRedLetterAnswer take) when known.WithRedLetter(take.RedLetterId) is { } invoice => On(take, invoice, terms, now),
        _ => new Refusal(InvoiceReasons.InvoiceNotFound, "no such invoice"),
    };

    // R-INV-1: neither amount nor age is looked at, and nothing left to invoice is an answer, not a refusal.
    private static Decision<InvoiceEvent> On(RequestInvoice request, OrderInvoices? order, InvoiceTerms terms, Instant now)
    {
        if (order?.Live is { } live)
            return new Refusal(InvoiceReasons.AlreadyInvoiced, "the order's amounts are invoiced already").With("invoice_id", live.InvoiceId);
        return new Requested(
            now, request.InvoiceId, request.Kind, request.Order.CustomerId, request.SealedTitle, request.TaxpayerNumberWarning,
            Billed(request.Order, request.InvoiceId, order, terms), terms.Due(request.Kind, now), terms.Policy.Version);
    }

    private static Decision<InvoiceEvent> On(CheckInvoice check, OrderInvoices order, Invoice invoice, InvoiceTerms terms, Instant now) => invoice.State switch
    {
        InvoiceState.Requested when check.Order is { IsPaid: false } =>
            new Refusal(InvoiceReasons.InvoiceStateInvalid, "the order was not paid yet").With("current", Name(invoice.State)).With("allowed", ""),
        InvoiceState.Requested => new Checked(
            now, invoice.InvoiceId, check.By, check.Order is null ? invoice.Billed : Billed(check.Order, invoice.InvoiceId, order, terms)),
        _ when invoice.CheckedBy == check.By => Nothing,
        _ when invoice.CheckedBy is not null => new Refusal(InvoiceReasons.AlreadyDecided, "another person checked it").With("current", Name(invoice.State)),
        _ => Refusal.WrongState(InvoiceReasons.InvoiceStateInvalid, Name(invoice.State), Name(InvoiceState.Requested)),
    };

    // R-INV-5. A batch may have gone further before it told of its earlier steps.
    private static Decision<InvoiceEvent> On(FollowBatch follow, Invoice invoice, Instant now)
    {
        if (!invoice.IsOpen || invoice.State == InvoiceState.Requested || (invoice.BatchId ?? follow.BatchId) != follow.BatchId)
            return Nothing;
        InvoiceEvent[] steps =
        [
            new Batched(now, invoice.InvoiceId, follow.BatchId),
            new Approved(now, invoice.InvoiceId, follow.BatchId),
            new Released(now, invoice.InvoiceId, follow.BatchId),
        ];
        return Decision<InvoiceEvent>.Of(steps[(invoice.State - InvoiceState.Checked)..Math.Max(invoice.State - InvoiceState.Checked, (int)follow.Reached + 1)]);
    }

    private static ImmutableArray<BilledLine> Billed(PaidOrder paid, string invoiceId, OrderInvoices? order, InvoiceTerms terms) =>
        Billing.Less(Billing.Of(paid, terms.Policy), (order?.Refunds ?? []).Where(refund => !refund.Failed && refund.InvoiceId != invoiceId));

    private static string Name(InvoiceState state) => state == InvoiceState.RedLettered ? "RED_LETTERED" : $"{state}".ToUpperInvariant();
}

using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>R-INV-3, 错开: the wrong one comes back and is red-lettered as a whole, and the new one takes over what was left of it.</summary>
public static partial class InvoiceDecider
{
    private static Decision<InvoiceEvent> Replace(RequestInvoice request, string wrong, OrderInvoices? order, InvoiceTerms terms, Instant now)
    {
        if (order?.Find(wrong) is not { } old)
            return NotFound;
        if (order.Invoices.FirstOrDefault(invoice => invoice.Replaces == wrong && invoice.State != InvoiceState.Withdrawn) is { } already)
            return new Refusal(InvoiceReasons.AlreadyInvoiced, "it is being replaced already").With("invoice_id", already.InvoiceId);
        if (old.State is not (InvoiceState.Issued or InvoiceState.Delivered))
            return WrongState(old, InvoiceState.Issued, InvoiceState.Delivered);

        var form = new InvoiceForm(
            InvoiceCase.Wrong, request.Kind, request.SealedTitle, request.TaxpayerNumberWarning, old.IsPart, WaitsFor.Original,
            terms.Promise(terms.Original(now)));
        var requested = new Requested(now, request.InvoiceId, order.CustomerId, form, order.Paid, LeftOf(old), terms.Policy.Version)
        {
            Replaces = wrong,
            Original = new(null, terms.Original(now), 0),
        };
        if (old.Kind != InvoiceKind.Digital)
            return requested;

        // There is no paper to send back.
        var after = InvoiceEvolution.Evolve(order, requested);
        return Decision<InvoiceEvent>.Of([requested, .. Arrived(after, after.Find(request.InvoiceId)!, merchantsFault: false, isPaper: false, terms, now)]);
    }

    private static Decision<InvoiceEvent> On(SendOriginal send, Invoice invoice, InvoiceTerms terms, Instant now) => invoice switch
    {
        { State: InvoiceState.AwaitingOriginal, Original.TrackingNo: { } told } when told == send.TrackingNo => Nothing,
        { State: InvoiceState.AwaitingOriginal } => new OriginalSent(now, invoice.InvoiceId, send.TrackingNo, terms.Original(now)),
        _ => WrongState(invoice, InvoiceState.AwaitingOriginal),
    };

    private static Decision<InvoiceEvent> On(ReceiveOriginal receive, OrderInvoices order, Invoice invoice, InvoiceTerms terms, Instant now) => invoice switch
    {
        { State: InvoiceState.AwaitingOriginal } => Decision<InvoiceEvent>.Of(Arrived(order, invoice, receive.MerchantsFault, isPaper: true, terms, now)),
        { Original: { ArrivedAt: not null } original } when original.MerchantsFault == receive.MerchantsFault => Nothing,
        _ => WrongState(invoice, InvoiceState.AwaitingOriginal),
    };

    // R-CLK-4: what the customer never sends is not waited for for ever; the wrong one stands, and a new one can be asked for at any time.
    private static Decision<InvoiceEvent> On(AskForOriginal ask, Invoice invoice, InvoiceTerms terms, Instant now) => invoice switch
    {
        { State: not InvoiceState.AwaitingOriginal } => Nothing,
        { Original.Reminders: var reminders } when reminders < terms.Policy.OriginalReminders => new OriginalReminded(now, ask.InvoiceId, terms.Original(now)),
        _ => new Withdrawn(now, ask.InvoiceId),
    };

    private static Decision<InvoiceEvent> On(TakePostageAnswer take, Invoice invoice, Instant now) => (invoice.Original, take) switch
    {
        (not { OwesPostage: true }, _) => Nothing,
        (_, { RefundId: { } refund }) => new PostageRequested(now, invoice.InvoiceId, refund),
        _ => new PostageRefused(now, invoice.InvoiceId, take.Refused!),
    };

    private static IEnumerable<InvoiceEvent> Arrived(
        OrderInvoices order, Invoice invoice, bool merchantsFault, bool isPaper, InvoiceTerms terms, Instant now)
    {
        var old = order.Find(invoice.Replaces!)!;
        yield return new OriginalArrived(now, invoice.InvoiceId, old.InvoiceId, merchantsFault, isPaper, LeftOf(old), terms.Promise(now));
        var lines = old.IsIssued ? old.RedLines(old.Standing()) : [];
        if (!lines.IsEmpty)
        {
            yield return new RedLetterStarted(now, old.InvoiceId, new(
                Ids.Derived("red", $"{old.InvoiceId}/{invoice.InvoiceId}"), null, RedLetterReason.IssuedWrongly, lines, RedLetterState.Issuing, now));
        }
    }

    private static ImmutableArray<BilledLine> LeftOf(Invoice old)
    {
        var standing = old.IsIssued ? old.Standing().ToDictionary(part => part.LineId) : [];
        return [.. old.Billed.Where(line => standing.ContainsKey(line.LineId)).Select(line => line with
        {
            Quantity = standing[line.LineId].Quantity,
            Amount = standing[line.LineId].Amount,
        })];
    }
}

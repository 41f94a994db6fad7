using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

public static partial class InvoiceDecider
{
    // The order's latest version decides on what is invoiced, and whether it was ticked (R-INV-3).
    private static Decision<InvoiceEvent> On(CheckInvoice check, OrderInvoices order, Invoice invoice, InvoiceTerms terms, Instant now)
    {
        if (invoice.State != InvoiceState.Requested)
        {
            return invoice.CheckedBy == check.By ? Nothing
                : invoice.CheckedBy is not null ? new Refusal(InvoiceReasons.AlreadyDecided, "another person checked it").With("current", Words.Of(invoice.State))
                : WrongState(invoice, InvoiceState.Requested);
        }

        if (Blocked(check, order, invoice) is { } refusal)
            return refusal;
        var (known, billed, @case) = (order, invoice.Billed, invoice.Case);
        if (check.Order is { } facts)
        {
            known = Known(facts, order, terms, except: invoice.InvoiceId);
            var left = known.Unbilled(except: invoice.InvoiceId);
            billed = invoice.IsPart ? Billing.AtMost(invoice.Billed, left) : left;
            @case = invoice.Case is InvoiceCase.Supplement or InvoiceCase.Missed ? CaseOf(invoice.Kind, facts) : invoice.Case;
        }

        return new Checked(
            now, invoice.InvoiceId, check.By, @case, known.Paid,
            [.. billed.Select(line => line with { Content = check.Contents.GetValueOrDefault(line.LineId, line.Content) })]);
    }

    // Not a refusal to the customer, who has a date: the specialist is told what it still waits for (R-INV-1).
    private static Refusal? Blocked(CheckInvoice check, OrderInvoices order, Invoice invoice)
    {
        if (check.Contents.Keys.FirstOrDefault(line => invoice.Billed.All(billed => billed.LineId != line)) is { } unknown)
            return new Refusal(InvoiceReasons.LineUnknown, "no such line").With("line_id", unknown);
        if (invoice.SealedTitle is null)
            return new Refusal(InvoiceReasons.TitleMissing, "nobody has said to whom it is issued");
        var waits = order.Awaited(check.Order is { } facts ? invoice with { WaitsFor = Waits(invoice.Kind, invoice.SealedTitle, facts) } : invoice);
        return waits == WaitsFor.Nothing ? null
            : new Refusal(InvoiceReasons.InvoiceStateInvalid, "something has to happen before it is issued")
                .With("current", Words.Of(invoice.State)).With("allowed", "").With("waits_for", Words.Of(waits));
    }

    // R-INV-5. A batch may have gone further before it told of its earlier steps, and may tell late of one that it sent back.
    private static Decision<InvoiceEvent> On(FollowBatch follow, Invoice invoice, InvoiceTerms terms, Instant now)
    {
        if (!invoice.IsOpen || invoice.State == InvoiceState.Requested || (invoice.BatchId ?? follow.BatchId) != follow.BatchId || invoice.SentBack?.BatchId == follow.BatchId)
            return Nothing;
        InvoiceEvent[] steps =
        [
            new Batched(now, invoice.InvoiceId, follow.BatchId),
            new Approved(now, invoice.InvoiceId, follow.BatchId),
            new Released(now, invoice.InvoiceId, follow.BatchId, new(terms.Policy.Seller, terms.Policy.Drawer, $"订单号：{follow.OrderId}")),
        ];
        var next = invoice.State - InvoiceState.Checked;
        return Decision<InvoiceEvent>.Of(steps[next..Math.Max(next, (int)follow.Reached + 1)]);
    }

    private static Decision<InvoiceEvent> On(SendBack back, Invoice invoice, Instant now) =>
        invoice.State is InvoiceState.Checked or InvoiceState.Batched && (invoice.BatchId ?? back.BatchId) == back.BatchId && invoice.SentBack?.BatchId != back.BatchId
            ? new SentBack(now, invoice.InvoiceId, back.BatchId, back.Reason)
            : Nothing;

    private static Decision<InvoiceEvent> On(TakeIssueAnswer take, OrderInvoices order, Invoice invoice, InvoiceTerms terms, Instant now)
    {
        if (invoice.State != InvoiceState.Issuing)
            return Nothing;
        if (take.Answer is TaxAnswer.Processing)
            return new IssueAwaited(now, invoice.InvoiceId, terms.AskWhileProcessing(now));
        if (take.Answer is not TaxAnswer.Issued answer)
            return new IssueRefused(now, invoice.InvoiceId, ((TaxAnswer.Refused)take.Answer).Code, terms.AskAgain(now));
        var issued = new Issued(now, invoice.InvoiceId, answer.Number, answer.At);
        return Decision<InvoiceEvent>.Of([issued, .. Settle(InvoiceEvolution.Evolve(order, issued), now)]);
    }

    private static Decision<InvoiceEvent> On(Deliver deliver, Invoice invoice, Instant now) => invoice switch
    {
        { State: InvoiceState.Issued } => new Delivered(now, invoice.InvoiceId, new(deliver.Medium, deliver.Reference, now)),
        { Delivery: { } done } when done.Medium == deliver.Medium && done.Reference == deliver.Reference => Nothing,
        _ => WrongState(invoice, InvoiceState.Issued),
    };
}

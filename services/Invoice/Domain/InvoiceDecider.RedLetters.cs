using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>R-INV-6: apply → confirm → issue. Those for refunds need no confirmation; those by hand are confirmed by another person (R-PPL-1).</summary>
public static partial class InvoiceDecider
{
    private static Decision<InvoiceEvent> On(ApplyRedLetter apply, Invoice invoice, InvoiceTerms terms, Instant now)
    {
        if (invoice.State is not (InvoiceState.Issued or InvoiceState.Delivered))
            return WrongState(invoice, InvoiceState.Issued, InvoiceState.Delivered);
        var applied = invoice.RedLetters.Where(red => red.State == RedLetterState.Applied).SelectMany(red => red.Lines).Select(Part);
        var left = Billing.Less(LeftOf(invoice), applied);
        if (Share(apply.Lines, left, InvoiceReasons.RedLetterExceedsLeft, out var shared) is { } refusal)
            return refusal;
        var lines = invoice.RedLines(shared.Select(line => new LinePart(line.LineId, line.Quantity, line.Amount)));
        if (lines.IsEmpty)
            return new Refusal(InvoiceReasons.RedLetterExceedsLeft, "nothing is left of it").Rule("R-INV-6").With("allowed", "0");
        if (NotWhole(apply.Reason, invoice, lines) is { } part)
            return part;
        return new RedLetterApplied(now, invoice.InvoiceId, new(apply.RedLetterId, null, apply.Reason, lines, RedLetterState.Applied, null)
        {
            Application = new(apply.By, terms.Confirmation(now)),
        });
    }

    // What is left may have shrunk since it was applied for.
    private static Decision<InvoiceEvent> On(ConfirmRedLetter confirm, Invoice invoice, Instant now)
    {
        var red = invoice.RedLetters.Single(red => red.RedLetterId == confirm.RedLetterId);
        if (Answered(red, confirm.By, red.Counts) is { } answered)
            return answered;
        foreach (var line in red.Lines)
        {
            var left = invoice.Left(invoice.Lines.Single(blue => blue.LineId == line.LineId)).Split.Gross;
            if (left < line.Split.Gross)
            {
                return new Refusal(InvoiceReasons.RedLetterExceedsLeft, "more than is left").Rule("R-INV-6")
                    .With("line_id", line.LineId).With("allowed", $"{left.Minor}");
            }
        }

        var lines = invoice.RedLines(red.Lines.Select(Part));
        return NotWhole(red.Reason, invoice, lines) is { } refusal ? refusal : new RedLetterConfirmed(now, invoice.InvoiceId, red.RedLetterId, confirm.By, lines);
    }

    private static Decision<InvoiceEvent> On(RejectRedLetter reject, Invoice invoice, Instant now)
    {
        var red = invoice.RedLetters.Single(red => red.RedLetterId == reject.RedLetterId);
        return Answered(red, reject.By, red.State == RedLetterState.Rejected)
            ?? new RedLetterRejected(now, invoice.InvoiceId, red.RedLetterId, reject.By, reject.Note);
    }

    private static Decision<InvoiceEvent>? Answered(RedLetter red, string by, bool isRepeat) => red switch
    {
        { State: RedLetterState.Applied } when red.Application!.By == by =>
            new Refusal(InvoiceReasons.SamePerson, "the same person applied for it").Rule("R-PPL-1").With("step", "apply"),
        { State: RedLetterState.Applied } => null,
        { Application.AnsweredBy: { } earlier } when earlier == by && isRepeat => Nothing,
        _ => Refusal.WrongState(InvoiceReasons.RedLetterStateInvalid, Words.Of(red.State), Words.Of(RedLetterState.Applied)),
    };

    private static Refusal? NotWhole(RedLetterReason reason, Invoice invoice, ImmutableArray<InvoiceLine> lines)
    {
        var left = Money.Sum(invoice.Standing().Select(part => part.Amount), Currency.Cny);
        return reason == RedLetterReason.IssuedWrongly && Money.Sum(lines.Select(line => line.Split.Gross), Currency.Cny) != left
            ? new Refusal(InvoiceReasons.RedLetterMustBeWhole, "what was issued wrongly is taken back as a whole").Rule("R-INV-6").With("allowed", $"{left.Minor}")
            : null;
    }

    private static LinePart Part(InvoiceLine line) => new(line.LineId, line.Quantity, line.Split.Gross);

    private static Decision<InvoiceEvent> On(TakeRedLetterAnswer take, OrderInvoices order, Invoice invoice, InvoiceTerms terms, Instant now)
    {
        var red = invoice.RedLetters.Single(red => red.RedLetterId == take.RedLetterId);
        if (red.State != RedLetterState.Issuing)
            return Nothing;
        if (take.Answer is TaxAnswer.Processing)
            return new RedLetterAwaited(now, invoice.InvoiceId, red.RedLetterId, terms.AskWhileProcessing(now));
        if (take.Answer is not TaxAnswer.Issued answer)
            return new RedLetterRefused(now, invoice.InvoiceId, red.RedLetterId, ((TaxAnswer.Refused)take.Answer).Code, terms.AskAgain(now));
        var issued = new RedLetterIssued(now, invoice.InvoiceId, red.RedLetterId, red.RefundId, answer.Number, answer.At);
        var rest = order.Invoices.SelectMany(other => other.RedLetters).Any(other =>
            other.RefundId == red.RefundId && other.RedLetterId != red.RedLetterId && other.State == RedLetterState.Issuing);
        return red.RefundId is { } refund && order.Refund(refund)!.State == ClearingState.RedLettering && !rest
            ? Decision<InvoiceEvent>.Of(issued, new RefundCleared(now, refund, RedLettered: true))
            : issued;
    }
}

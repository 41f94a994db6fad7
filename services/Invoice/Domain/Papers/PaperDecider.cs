using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain.Papers;

/// <summary>
/// Documents follow an issue and never hold it up: a PDF that cannot be made, or a mail server that is away, is tried again after growing pauses.
/// </summary>
internal static class PaperDecider
{
    private static readonly Decision<InvoiceEvent> Nothing = Decision<InvoiceEvent>.Nothing;

    /// <param name="invoice">The invoice that the command is about, or whose red letter it is about.</param>
    public static Decision<InvoiceEvent> Decide(Invoice invoice, PaperCommand command, InvoiceTerms terms, Instant now) => command switch
    {
        KeepPapers when PapersOf(invoice, command.Of) is not null => Nothing,
        KeepPapers c when c.Mailing is { } mailing => Decision<InvoiceEvent>.Of(
            new PapersWritten(now, invoice.InvoiceId, c.Of, c.Files), new MailPlanned(now, invoice.InvoiceId, mailing)),
        KeepPapers c => new PapersWritten(now, invoice.InvoiceId, c.Of, c.Files),
        KeepPdf when PapersOf(invoice, command.Of) is not { HasPdf: false } => Nothing,
        KeepPdf { Pdf: { } pdf } c => new PdfWritten(now, invoice.InvoiceId, c.Of, pdf),
        KeepPdf c => new PdfDelayed(now, invoice.InvoiceId, c.Of, now + Pause(terms.Policy.PdfRetryMinutes, PapersOf(invoice, c.Of)!.PdfTries)),
        ReadPaper c => new PaperRead(now, invoice.InvoiceId, c.Of, c.Format, c.By, c.Purpose),
        SendMail when !invoice.IsIssued => Refusal.WrongState(InvoiceReasons.InvoiceStateInvalid, Words.Of(invoice.State), Words.Of(InvoiceState.Issued)),
        SendMail c => new MailPlanned(now, invoice.InvoiceId, new(c.SealedAddress, c.MaskedAddress, now, 0)),
        TakeMailAnswer when invoice.Mailing is not { AskAt: not null } => Nothing,
        TakeMailAnswer { Taken: true } when invoice.State == InvoiceState.Issued => Decision<InvoiceEvent>.Of(
            new MailTaken(now, invoice.InvoiceId), new Delivered(now, invoice.InvoiceId, new(DeliveryMedium.Email, "", now))),
        TakeMailAnswer { Taken: true } => new MailTaken(now, invoice.InvoiceId),
        TakeMailAnswer => new MailNotTaken(now, invoice.InvoiceId, NextTry(invoice.Mailing.Tries, terms.Policy.MailRetryMinutes, now)),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is no command about documents"),
    };

    public static Invoice Evolve(Invoice invoice, PaperEvent happened) => happened switch
    {
        PapersWritten e => Put(invoice, e.Of, _ => new(e.Files, e.At, 0)),
        PdfWritten e => Put(invoice, e.Of, papers => papers! with { Files = papers.Files.Add(e.Pdf), PdfAt = null }),
        PdfDelayed e => Put(invoice, e.Of, papers => papers! with { PdfAt = e.PdfAt, PdfTries = papers.PdfTries + 1 }),
        PaperRead => invoice,
        MailPlanned e => invoice with { Mailing = e.Mailing },
        MailTaken e => invoice with { Mailing = invoice.Mailing! with { AskAt = null, SentAt = e.At } },
        MailNotTaken e => invoice with { Mailing = invoice.Mailing! with { AskAt = e.AskAt, Tries = invoice.Mailing.Tries + 1 } },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of documents"),
    };

    public static PaperSet? PapersOf(Invoice invoice, string of) =>
        invoice.InvoiceId == of ? invoice.Papers : invoice.RedLetters.Single(red => red.RedLetterId == of).Papers;

    private static Invoice Put(Invoice invoice, string of, Func<PaperSet?, PaperSet> change) => invoice.InvoiceId == of
        ? invoice with { Papers = change(invoice.Papers) }
        : invoice with { RedLetters = [.. invoice.RedLetters.Select(red => red.RedLetterId == of ? red with { Papers = change(red.Papers) } : red)] };

    // The last pause goes on for ever.
    private static Duration Pause(ImmutableArray<int> minutes, int tries) => Duration.FromMinutes(minutes[Math.Min(tries, minutes.Length - 1)]);

    private static Instant? NextTry(int tries, ImmutableArray<int> minutes, Instant now) =>
        tries < minutes.Length ? now + Duration.FromMinutes(minutes[tries]) : null;
}

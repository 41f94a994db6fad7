using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain.Papers;

/// <summary>A command about the documents of an invoice or of one of its red letters.</summary>
/// <param name="Of">Id of the one or the other.</param>
public abstract record PaperCommand(string Of) : InvoiceCommand;

/// <summary>Everything but the PDF was written.</summary>
/// <param name="Mailing">Where the invoice is to be sent by itself; null for nowhere.</param>
public sealed record KeepPapers(string Of, ImmutableArray<PaperFile> Files, Mailing? Mailing) : PaperCommand(Of);

/// <param name="Pdf">Null when none could be made this time.</param>
public sealed record KeepPdf(string Of, PaperFile? Pdf) : PaperCommand(Of);

/// <summary>Somebody who is not its customer read it in clear (R-PPL-2).</summary>
public sealed record ReadPaper(string Of, PaperFormat Format, string By, string Purpose) : PaperCommand(Of);

public sealed record SendMail(string Of, SealedText SealedAddress, ErasableText MaskedAddress) : PaperCommand(Of);

/// <param name="Taken">Whether the mail server took it.</param>
public sealed record TakeMailAnswer(string Of, bool Taken) : PaperCommand(Of);

/// <summary>Something happened to the documents of an invoice or of one of its red letters.</summary>
public abstract record PaperEvent(Instant At, string InvoiceId) : InvoiceEvent(At);

public sealed record PapersWritten(Instant At, string InvoiceId, string Of, ImmutableArray<PaperFile> Files) : PaperEvent(At, InvoiceId);

public sealed record PdfWritten(Instant At, string InvoiceId, string Of, PaperFile Pdf) : PaperEvent(At, InvoiceId);

/// <summary>No PDF could be made; it is tried again.</summary>
public sealed record PdfDelayed(Instant At, string InvoiceId, string Of, Instant PdfAt) : PaperEvent(At, InvoiceId);

public sealed record PaperRead(Instant At, string InvoiceId, string Of, PaperFormat Format, string By, string Purpose) : PaperEvent(At, InvoiceId);

public sealed record MailPlanned(Instant At, string InvoiceId, Mailing Mailing) : PaperEvent(At, InvoiceId);

public sealed record MailTaken(Instant At, string InvoiceId) : PaperEvent(At, InvoiceId);

/// <param name="AskAt">When it is tried again; null for never.</param>
public sealed record MailNotTaken(Instant At, string InvoiceId, Instant? AskAt) : PaperEvent(At, InvoiceId);

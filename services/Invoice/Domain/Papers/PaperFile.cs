using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain.Papers;

/// <summary>How a document is written. The numbers are the contract's less one.</summary>
public enum PaperFormat
{
    Html,
    Pdf,
    Xml,
    Json,
}

/// <summary>A document as it is kept: what was written once stays (R-INV-7).</summary>
/// <param name="Sha256">Of the document.</param>
/// <param name="BlobId">Under which its ciphertext is kept.</param>
public sealed record PaperFile(PaperFormat Format, string Sha256, string BlobId, int Size);

/// <summary>The documents of one issued invoice or red letter.</summary>
/// <param name="PdfAt">When a PDF is to be made; null once there is one.</param>
/// <param name="PdfTries">Failed so far.</param>
public sealed record PaperSet(ImmutableArray<PaperFile> Files, Instant? PdfAt, int PdfTries)
{
    public PaperFile? Find(PaperFormat format) => Files.FirstOrDefault(file => file.Format == format);

    public bool HasPdf => Find(PaperFormat.Pdf) is not null;
}

/// <summary>An invoice on its way to the customer by e-mail.</summary>
/// <param name="SealedAddress">Where to (R-PPL-2).</param>
/// <param name="AskAt">When the mail server is to be asked; null once it took it, or nobody tries any more.</param>
public sealed record Mailing(SealedText SealedAddress, ErasableText MaskedAddress, Instant? AskAt, int Tries)
{
    public Instant? SentAt { get; init; }

    /// <summary>Nobody tries any more: a person has to look.</summary>
    public bool IsGivenUp => AskAt is null && SentAt is null;
}

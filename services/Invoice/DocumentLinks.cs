using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using NodaTime;

namespace Aftersales.Invoices;

/// <summary>Links to documents: what they open is sealed into them, so nothing has to be kept, and nobody can make one.</summary>
/// <param name="page">The merchant's page, with <c>{token}</c> where the token goes; null for none.</param>
public sealed class DocumentLinks(Vault vault, string? page)
{
    public string Make(DocumentLink link) => Base64Url.EncodeToString(vault.Seal(Encoding.UTF8.GetBytes(Json.Write(link))));

    /// <summary>Empty without a page.</summary>
    public string Url(string token) => page?.Replace("{token}", token, StringComparison.Ordinal) ?? "";

    /// <exception cref="RefusedException">DOCUMENT_LINK_INVALID: not one of ours, another merchant's, or it has ended.</exception>
    public DocumentLink Open(string token, Call call) =>
        Read(token) is { } link && link.Merchant == call.Merchant && call.Now < link.Ends
            ? link
            : throw new RefusedException(new(InvoiceReasons.DocumentLinkInvalid, "the link is not valid, or not any more"));

    private DocumentLink? Read(string token)
    {
        try
        {
            return Json.Read<DocumentLink>(Encoding.UTF8.GetString(vault.Open(Base64Url.DecodeFromChars(token))));
        }
        catch (Exception forged) when (forged is FormatException or CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Of">Invoice or red letter.</param>
public sealed record DocumentLink(string Merchant, string OrderId, string Of, PaperFormat Format, Instant Ends);

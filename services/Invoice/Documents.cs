using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Invoices.Ports.Printing;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Blobs;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Invoices;

/// <summary>
/// Where documents are written, kept and found. They show titles in clear, so what the store keeps is sealed (R-PPL-2), under the hash of the
/// ciphertext.
/// </summary>
public sealed class Documents(IBlobStore blobs, Vault vault, Titles titles, BusinessCalendar calendar)
{
    /// <summary>The paper of an issued invoice, or of an issued red letter of it.</summary>
    public Paper Draw(string orderId, Invoice invoice, string of)
    {
        var red = invoice.RedLetters.FirstOrDefault(red => red.RedLetterId == of);
        var title = titles.Open(invoice.SealedTitle!);
        var form = invoice.Form!;
        var lines = (red?.Lines ?? invoice.Lines).SelectMany(line => Lines(line, red is not null)).ToImmutableArray();
        var total = lines.Select(line => line.Split).Aggregate((sum, next) => sum + next);
        var issuedAt = (red?.IssuedAt ?? invoice.IssuedAt!).Value.InZone(calendar.Zone).LocalDateTime;
        return new(
            invoice.Kind == InvoiceKind.VatSpecial ? PaperKind.VatSpecial : PaperKind.Ordinary, red?.Number ?? invoice.Number!, issuedAt,
            new(title.Name, title.TaxpayerNumber, title.Address, title.Phone, title.Bank, title.Account),
            new(form.Seller.Name, form.Seller.TaxNumber, form.Seller.Address, form.Seller.Phone, form.Seller.Bank, form.Seller.Account),
            lines, total, Capitals.Of(total.Gross), form.Remark.Length > 0 ? form.Remark : $"订单号：{orderId}", form.Drawer,
            red is null ? null : invoice.Number);
    }

    public async Task<PaperFile> Keep(PaperFormat format, byte[] content, Call call)
    {
        var box = vault.Seal(content);
        var id = Convert.ToHexStringLower(SHA256.HashData(box));
        await blobs.Put(call.Merchant, id, "application/octet-stream", box, call.Cancel);
        return new(format, Convert.ToHexStringLower(SHA256.HashData(content)), id, content.Length);
    }

    /// <exception cref="RefusedException">DOCUMENT_NOT_READY: it is not written yet. SERVICE_UNAVAILABLE: the store is away.</exception>
    public async Task<(PaperFile File, byte[] Content)> Fetch(Invoice invoice, string of, PaperFormat format, Call call)
    {
        var file = Find(invoice, of, format);
        byte[]? box;
        try
        {
            box = await blobs.Get(call.Merchant, file.BlobId, call.Cancel);
        }
        catch (IOException)
        {
            throw new RefusedException(new Refusal(PlatformReasons.ServiceUnavailable, "the store of documents is away").With("service", "documents"));
        }

        return box is null ? throw new InvalidOperationException($"document {file.BlobId} is lost") : (file, vault.Open(box));
    }

    /// <exception cref="RefusedException">DOCUMENT_NOT_READY.</exception>
    public static PaperFile Find(Invoice invoice, string of, PaperFormat format) =>
        PaperDecider.PapersOf(invoice, of)?.Find(format)
        ?? throw new RefusedException(new Refusal(InvoiceReasons.DocumentNotReady, "it is not written yet").With("format", format.ToString().ToUpperInvariant()));

    public static string MediaType(PaperFormat format) => format switch
    {
        PaperFormat.Html => "text/html; charset=utf-8",
        PaperFormat.Pdf => "application/pdf",
        PaperFormat.Xml => "application/xml",
        _ => "application/json",
    };

    public static string FileName(string number, PaperFormat format) => $"{number}.{format.ToString().ToLowerInvariant()}";

    /// <summary>Everything but the PDF.</summary>
    public static IEnumerable<(PaperFormat Format, byte[] Content)> Write(Paper paper) =>
    [
        (PaperFormat.Html, Encoding.UTF8.GetBytes(PaperHtml.Write(paper))),
        (PaperFormat.Xml, PaperXml.Write(paper)),
        (PaperFormat.Json, PaperJson.Write(paper)),
    ];

    // A discount stands as a negative line of its own below what it reduces.
    private static IEnumerable<PaperLine> Lines(InvoiceLine line, bool isRed)
    {
        var sign = isRed ? -1 : 1;
        yield return new(line.Content.Printed, line.Content.Code, line.Content.Unit, sign * line.Quantity, Signed(line.Listed, sign), line.Content.Rate);
        if (line.Discount is { } discount)
            yield return new(line.Content.Printed, line.Content.Code, "", 0, Signed(discount, -sign), line.Content.Rate);
    }

    private static TaxSplit Signed(TaxSplit split, int sign) => sign < 0 ? new(-split.Net, -split.Tax) : split;
}

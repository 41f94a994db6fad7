using System.Collections.Immutable;
using System.Globalization;
using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>Everything that stands on an issued invoice (数电票), blue or red; on a red one amounts and quantities are negative.</summary>
/// <param name="Number">20 digits.</param>
/// <param name="IssuedAt">In Beijing.</param>
/// <param name="Total">Sum of the lines.</param>
/// <param name="Capitals">The total with tax in Chinese capitals.</param>
/// <param name="Remarks">Order number, the blue invoice of a red one; may be empty.</param>
/// <param name="BlueNumber">The invoice that a red one takes back; null on a blue one.</param>
public sealed record Paper(
    PaperKind Kind, string Number, LocalDateTime IssuedAt, PaperParty Buyer, PaperParty Seller, ImmutableArray<PaperLine> Lines, TaxSplit Total,
    string Capitals, string Remarks, string Drawer, string? BlueNumber)
{
    public string Heading => Kind == PaperKind.VatSpecial ? "电子发票（增值税专用发票）" : "电子发票（普通发票）";

    // Personal data: never printed into a log.
    public override string ToString() => nameof(Paper);
}

public enum PaperKind
{
    Ordinary,
    VatSpecial,
}

/// <summary>Seller or buyer. Whatever is not known is empty.</summary>
public sealed record PaperParty(string Name, string TaxNumber, string Address = "", string Phone = "", string Bank = "", string Account = "")
{
    public override string ToString() => nameof(PaperParty);
}

/// <param name="Name">As tax offices want it: <c>*group*goods</c>.</param>
/// <param name="GoodsCode">19 digits of the tax classification; empty where none is known.</param>
/// <param name="Quantity">0 where nothing is counted, such as an allowance.</param>
public sealed record PaperLine(string Name, string GoodsCode, string Unit, int Quantity, TaxSplit Split, Percent Rate)
{
    /// <summary>Net price of one piece, at most eight decimals; empty where nothing is counted.</summary>
    public string UnitPrice => Quantity == 0 ? "" : (Split.Net.Minor / 100m / Quantity).ToString("0.00######", CultureInfo.InvariantCulture);
}

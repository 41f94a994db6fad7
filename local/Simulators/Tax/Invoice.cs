using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Tax;

internal enum Colour
{
    Blue,
    Red,
}

/// <summary>What a red-letter invoice reverses.</summary>
internal sealed record RedLetter(string BlueInvoiceNo, RedReason Reason);

/// <summary>An issued invoice; red ones have negative amounts. <paramref name="LeftNet"/> and <paramref name="LeftTax"/> say for each line of a
/// blue one what red letters have left of it, in fen.</summary>
internal sealed record Invoice(
    string SerialNo, string Fingerprint, string InvoiceNo, Colour Colour, InvoiceKind Kind, Seller Seller, Buyer Buyer,
    IReadOnlyList<InvoiceLine> Lines, IReadOnlyList<long> LeftNet, IReadOnlyList<long> LeftTax, RedLetter? Reverses, DateTimeOffset IssuedAt)
{
    private const string Kinds = "tax.invoice";
    private const string ByNumber = "tax.invoice-by-no";

    private sealed record Pointer(string SerialNo);

    public static Invoice? BySerial(Books books, string serialNo) => books.Get<Invoice>(Kinds, serialNo);

    public static Invoice? ByInvoiceNo(Books books, string invoiceNo) =>
        books.Get<Pointer>(ByNumber, invoiceNo) is { } pointer ? BySerial(books, pointer.SerialNo) : null;

    /// <summary>A 数电票 number of 20 digits: year, province (31 Shanghai), channel, and a running number.</summary>
    public static string NextNumber(Turn turn) => $"{turn.Now:yy}310{turn.Books.Next("tax.invoice"):D15}";

    public long LeftFen => LeftNet.Sum() + LeftTax.Sum();

    public void Keep(Books books)
    {
        books.Put(Kinds, SerialNo, this);
        books.Put(ByNumber, InvoiceNo, new Pointer(SerialNo));
    }

    public object Shown => new
    {
        SerialNo,
        InvoiceNo,
        Colour,
        Kind,
        Seller,
        Buyer,
        Lines = Lines.Select(line => line.Shown),
        NetTotal = Fen.Text(Lines.Sum(line => line.NetFen)),
        TaxTotal = Fen.Text(Lines.Sum(line => line.TaxFen)),
        TotalAmount = Fen.Text(Lines.Sum(line => line.NetFen + line.TaxFen)),
        LeftAmount = Colour == Colour.Blue ? Fen.Text(LeftFen) : null,
        Reverses?.BlueInvoiceNo,
        Reverses?.Reason,
        IssuedAt,
    };
}

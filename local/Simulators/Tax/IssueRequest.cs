using System.Text.RegularExpressions;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Tax;

internal enum InvoiceKind
{
    Ordinary,
    VatSpecial,
}

internal sealed record Seller(string Name, string TaxNo);

internal sealed record Buyer(string Title, string? TaxNo);

internal sealed partial record IssueRequest(
    string SerialNo, InvoiceKind Kind, Seller Seller, Buyer Buyer, IReadOnlyList<InvoiceLine> Lines, long TotalFen, string Remark, string? NotifyUrl)
{
    private const string TaxNoRule = "15 to 20 digits and capital letters";

    [GeneratedRegex(@"\A[0-9A-Z]{15,20}\z")]
    private static partial Regex TaxNo();

    public static IssueRequest Read(Input input)
    {
        var seller = input.Object("seller");
        var buyer = input.Object("buyer");
        var kind = input.Choice<InvoiceKind>("kind");
        var buyerTaxNo = buyer.OptionalMatching("tax_no", TaxNo(), TaxNoRule);
        if (kind == InvoiceKind.VatSpecial && buyerTaxNo is null)
            buyer.Break("tax_no", "required for VAT_SPECIAL");
        return new IssueRequest(
            input.Text("serial_no"), kind,
            new Seller(seller.Text("name", 100), seller.Matching("tax_no", TaxNo(), TaxNoRule)),
            new Buyer(buyer.Text("title", 100), buyerTaxNo),
            input.List("lines", InvoiceLine.Read, max: 2000), input.Amount("total_amount"), input.OptionalText("remark", 200) ?? "",
            input.OptionalLoopback("notify_url"));
    }
}

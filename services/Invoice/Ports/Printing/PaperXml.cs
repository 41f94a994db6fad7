using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>The structured form, with the element names of the digital invoice's XML. The same paper gives the same bytes.</summary>
public static class PaperXml
{
    public static byte[] Write(Paper paper)
    {
        var time = paper.IssuedAt.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var special = paper.Kind == PaperKind.VatSpecial;
        var document = new XElement(
            "EInvoice",
            new XElement(
                "Header",
                new XElement("EIid", paper.Number),
                new XElement("Version", "0.2"),
                new XElement(
                    "InherentLabel",
                    Label("InIssuType", paper.BlueNumber is null ? "Y" : "N", paper.BlueNumber is null ? "蓝字发票" : "红字发票"),
                    Label("EInvoiceType", "01", "电子发票"),
                    Label("GeneralOrSpecialVAT", special ? "01" : "02", special ? "增值税专用发票" : "普通发票"))),
            new XElement(
                "EInvoiceData",
                Party("Seller", paper.Seller),
                Party("Buyer", paper.Buyer),
                new XElement(
                    "BasicInformation",
                    new XElement("TotalAmWithoutTax", paper.Total.Net.ToDecimalText()),
                    new XElement("TotalTaxAm", paper.Total.Tax.ToDecimalText()),
                    new XElement("TotalTax-includedAmount", paper.Total.Gross.ToDecimalText()),
                    new XElement("TotalTax-includedAmountInChinese", paper.Capitals),
                    new XElement("Drawer", paper.Drawer),
                    new XElement("RequestTime", time)),
                paper.Lines.Select(Line),
                paper.BlueNumber is { } blue ? new XElement("OriginalInvoice", new XElement("OriginalInvoiceNumber", blue)) : null,
                new XElement("AdditionalInformation", new XElement("Remark", paper.Remarks))),
            new XElement("TaxSupervisionInfo", new XElement("InvoiceNumber", paper.Number), new XElement("IssueTime", time)));
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document.ToString().ReplaceLineEndings("\n")}\n");
    }

    private static XElement Label(string name, string code, string text) =>
        new(name, new XElement("LabelCode", code), new XElement("LabelName", text));

    private static XElement Party(string who, PaperParty party) => new(
        $"{who}Information",
        new XElement($"{who}IdNum", party.TaxNumber),
        new XElement($"{who}Name", party.Name),
        new XElement($"{who}Addr", party.Address),
        new XElement($"{who}TelNum", party.Phone),
        new XElement($"{who}BankName", party.Bank),
        new XElement($"{who}BankAccNum", party.Account));

    private static XElement Line(PaperLine line) => new(
        "IssuItemInformation",
        new XElement("ItemName", line.Name),
        new XElement("MeaUnits", line.Unit),
        new XElement("Quantity", Figures.Count(line.Quantity)),
        new XElement("UnPrice", line.UnitPrice),
        new XElement("Amount", line.Split.Net.ToDecimalText()),
        new XElement("TaxRate", Figures.Fraction(line.Rate)),
        new XElement("ComTaxAm", line.Split.Tax.ToDecimalText()),
        new XElement("TotaltaxIncludedAmount", line.Split.Gross.ToDecimalText()),
        new XElement("TaxClassificationCode", line.GoodsCode));
}

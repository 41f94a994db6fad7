using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>The structured form for programs: amounts as texts of yuan, times in Beijing. The same paper gives the same bytes.</summary>
public static class PaperJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static byte[] Write(Paper paper) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            paper.Number,
            Kind = paper.Kind == PaperKind.VatSpecial ? "vatSpecial" : "ordinary",
            Colour = paper.BlueNumber is null ? "blue" : "red",
            paper.BlueNumber,
            IssuedAt = $"{paper.IssuedAt:uuuu-MM-dd'T'HH:mm:ss}+08:00",
            paper.Seller,
            paper.Buyer,
            Lines = paper.Lines.Select(line => new
            {
                line.Name,
                line.GoodsCode,
                line.Unit,
                line.Quantity,
                line.UnitPrice,
                Net = line.Split.Net.ToDecimalText(),
                Rate = Figures.Fraction(line.Rate),
                Tax = line.Split.Tax.ToDecimalText(),
            }),
            Net = paper.Total.Net.ToDecimalText(),
            Tax = paper.Total.Tax.ToDecimalText(),
            Total = paper.Total.Gross.ToDecimalText(),
            paper.Capitals,
            paper.Remarks,
            paper.Drawer,
        },
        Options);
}

using System.Globalization;
using System.Text;
using QRCoder;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>The code that tax software scans: <c>01,32,,number,amount,date,,check</c>; 31 for VAT special, 32 for ordinary.</summary>
internal static class QrMark
{
    public static string Text(Paper paper)
    {
        var kind = paper.Kind == PaperKind.VatSpecial ? "31" : "32";
        var text = $"01,{kind},,{paper.Number},{paper.Total.Gross.ToDecimalText()},{paper.IssuedAt.ToString("uuuuMMdd", CultureInfo.InvariantCulture)},,";
        return $"{text}{Check(text):X4}";
    }

    /// <summary>As an SVG picture, which needs nothing to be fetched.</summary>
    public static string Svg(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
            {
                if (code.ModuleMatrix[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        var size = code.ModuleMatrix.Count;
        return $"""<svg class="qr" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path d="{path}"/></svg>""";
    }

    // CRC-16/CCITT-FALSE.
    private static ushort Check(string text)
    {
        ushort sum = 0xFFFF;
        foreach (var octet in Encoding.ASCII.GetBytes(text))
        {
            sum ^= (ushort)(octet << 8);
            for (var bit = 0; bit < 8; bit++)
                sum = (ushort)((sum & 0x8000) != 0 ? (sum << 1) ^ 0x1021 : sum << 1);
        }

        return sum;
    }
}

using System.Text.RegularExpressions;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Tax;

/// <summary>A line of an invoice: net and tax in fen, the rate in hundredths of a percent.</summary>
internal sealed partial record InvoiceLine(string Name, int? Quantity, long NetFen, int RateBasisPoints, long TaxFen, string? GoodsCode = null, string? Unit = null)
{
    [GeneratedRegex(@"\A[0-9]{19}\z")]
    private static partial Regex Code();

    private static readonly Dictionary<string, int> Rates = new()
    {
        ["0.13"] = 1300,
        ["0.09"] = 900,
        ["0.06"] = 600,
        ["0.05"] = 500,
        ["0.03"] = 300,
        ["0.01"] = 100,
        ["0.00"] = 0,
    };

    public static InvoiceLine Read(Input input) => new(
        input.Text("name", 100), input.OptionalWhole("quantity", 1, 1_000_000), input.Amount("net_amount"), ReadRate(input), input.AmountOrZero("tax_amount"),
        input.OptionalMatching("goods_code", Code(), "19 digits"), input.OptionalText("unit", 20));

    /// <summary>The tax is net times rate, give or take the fen that rounding a gross price apart can cost.</summary>
    public bool TaxFits => Math.Abs(TaxFen * 10_000 - NetFen * RateBasisPoints) <= 10_000;

    public object Shown => new
    {
        Name,
        Quantity,
        NetAmount = Fen.Text(NetFen),
        TaxRate = Rates.First(rate => rate.Value == RateBasisPoints).Key,
        TaxAmount = Fen.Text(TaxFen),
        GoodsCode,
        Unit,
    };

    private static int ReadRate(Input input)
    {
        if (Rates.TryGetValue(input.Text("tax_rate"), out var rate))
            return rate;
        input.Break("tax_rate", "one of " + string.Join(", ", Rates.Keys));
        return 0;
    }
}

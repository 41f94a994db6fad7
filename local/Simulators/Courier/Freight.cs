using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Courier;

/// <summary>The courier's tariff: 10.00 CNY for the first kilogram, 3.00 CNY for each further one begun.</summary>
internal static class Freight
{
    private const long FirstFen = 10_00;
    private const long FurtherFen = 3_00;

    public static long Of(int grams) => FirstFen + FurtherFen * ((Math.Max(grams, 1) - 1) / 1000);

    public static Answer Quote(FreightRequest request, Turn turn) =>
        Answer.Ok(new { request.WeightGrams, FreightAmount = Fen.Text(Of(request.WeightGrams)) });
}

internal sealed record FreightRequest(int WeightGrams)
{
    public static FreightRequest Read(Input input) => new(Parcel.ReadWeight(input));
}

namespace Aftersales.Bench;

/// <summary>The same call where there is little and where there is much, in turns.</summary>
internal static class Among
{
    public const int Few = 1_000;

    public static async Task<Row> Compare<TWorld>(Pace pace, string what, int many, TWorld small, TWorld large, Func<TWorld, int, Task> call)
    {
        var ratios = new List<double>();
        var figures = new List<TimeSpan>();
        for (var round = -1; round < pace.Rounds; round++)
        {
            var first = (round + 1) * pace.Tails;
            var (few, lot) = await Tails.P99(pace.Tails, number => call(small, first + number), number => call(large, first + number));
            if (round < 0)
                continue;
            ratios.Add(lot / few);
            figures.Add(lot);
        }

        return new(
            $"{what} among {many:N0}, p99",
            Report.Milliseconds(Statistics.Median(figures)),
            Report.Ratio(Statistics.Median(ratios), $"among {Few:N0}"),
            "at most 1.30");
    }
}

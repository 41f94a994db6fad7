using System.Globalization;

namespace Aftersales.Bench;

/// <summary>A line of the table.</summary>
/// <param name="Ratio">The figure over another of the same run; says of which.</param>
internal sealed record Row(string What, string Figure, string Ratio = "", string Aim = "");

/// <summary>The table, and how figures are written in it.</summary>
internal static class Report
{
    public static string PerSecond(double rate) => rate.ToString("N0", CultureInfo.InvariantCulture) + "/s";

    public static string Ratio(double ratio, string to) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} of {to}");

    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms");

    public static void Print(IEnumerable<Row> rows)
    {
        string[][] cells = [["what", "figure", "ratio", "aim"], .. rows.Select(r => new[] { r.What, r.Figure, r.Ratio, r.Aim })];
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => cells.Max(c => c[column].Length))];
        Line(cells[0]);
        Line([.. widths.Select(w => new string('-', w))]);
        foreach (var row in cells.Skip(1))
            Line(row);

        void Line(string[] row) => Console.WriteLine($"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |");
    }
}

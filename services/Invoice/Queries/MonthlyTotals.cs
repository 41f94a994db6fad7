using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using NodaTime;

namespace Aftersales.Invoices.Queries;

/// <summary>
/// The month's totals by rate, kept as sums beside the orders and written with them. A red letter counts in the month in which it was issued. Sums
/// are split over some rows each, so that orders seldom wait for one another.
/// </summary>
internal static class MonthlyTotals
{
    private const int Parts = 8;

    public static IEnumerable<string> Nets(string month, bool red, Percent rate) => All(month, red, $"{rate.BasisPoints}/net");

    public static IEnumerable<string> Taxes(string month, bool red, Percent rate) => All(month, red, $"{rate.BasisPoints}/tax");

    public static IEnumerable<string> Counts(string month, bool red) => All(month, red, "count");

    public static IEnumerable<Share> Of(string orderId, OrderInvoices order, BusinessCalendar calendar)
    {
        var part = orderId[^1] % Parts;
        var blue = order.Invoices.Where(invoice => invoice.IssuedAt is not null).Select(invoice => (Red: false, invoice.IssuedAt!.Value, invoice.Lines));
        var red = order.Invoices.SelectMany(invoice => invoice.RedLetters).Where(letter => letter.IssuedAt is not null)
            .Select(letter => (Red: true, letter.IssuedAt!.Value, letter.Lines));
        foreach (var month in blue.Concat(red).GroupBy(document => (document.Red, Month: InvoiceLists.Month(document.Value, calendar))))
        {
            yield return new(Name(month.Key.Month, month.Key.Red, "count", part), month.Count(), long.MaxValue);
            foreach (var rate in month.SelectMany(document => document.Lines).GroupBy(line => line.Content.Rate.BasisPoints))
            {
                yield return new(Name(month.Key.Month, month.Key.Red, $"{rate.Key}/net", part), rate.Sum(line => line.Split.Net.Minor), long.MaxValue);
                yield return new(Name(month.Key.Month, month.Key.Red, $"{rate.Key}/tax", part), rate.Sum(line => line.Split.Tax.Minor), long.MaxValue);
            }
        }
    }

    private static IEnumerable<string> All(string month, bool red, string what) => Enumerable.Range(0, Parts).Select(part => Name(month, red, what, part));

    private static string Name(string month, bool red, string what, int part) => $"totals/{month}/{(red ? "red" : "blue")}/{what}/{part}";
}

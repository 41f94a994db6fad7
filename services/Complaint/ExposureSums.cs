using System.Globalization;
using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Complaints;

/// <summary>
/// How many violations of a kind a month had, counted with the cases. Each count is split over some rows, so that cases seldom wait for one another.
/// </summary>
internal static class ExposureSums
{
    private const int Parts = 8;
    private const string All = "exposure";

    public static IEnumerable<Share> Of(string id, Case state, BusinessCalendar calendar) =>
        from risk in state.Standing()
        group risk by $"{OfYear(calendar.Today(risk.At).Year, risk.Violation)}{calendar.Today(risk.At).Month:D2}/{id[^1] % Parts}" into sum
        select new Share(sum.Key, sum.Count(), long.MaxValue);

    public static string OfYear(int year) => $"{All}/{year:D4}/";

    public static string OfYear(int year, Violation violation) => $"{OfYear(year)}{violation}/";

    /// <summary>What a counter counts.</summary>
    public static (Violation Violation, int Month) Read(string counter) =>
        counter.Split('/') is [All, _, var violation, var month, _] ? (Enum.Parse<Violation>(violation), int.Parse(month, CultureInfo.InvariantCulture))
        : throw new FormatException($"{counter} counts no violations");

    /// <summary>As in <c>2026-06</c>.</summary>
    public static string Month(Exposed risk, BusinessCalendar calendar)
    {
        var day = calendar.Today(risk.At);
        return $"{day.Year:D4}-{day.Month:D2}";
    }
}

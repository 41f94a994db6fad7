using System.Globalization;
using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using NodaTime.Text;

namespace Aftersales.Complaints;

/// <summary>
/// How many cases are open, were opened and were closed, counted with the cases: reports read these sums and no cases. A case counts as open by its day, type,
/// tier and owner of now; it counts for the month in which it was closed as long as it stays closed. What many cases share is split over some rows, so that they
/// seldom wait for one another.
/// </summary>
internal static class CaseSums
{
    public const string OpenByType = "open/type/";
    public const string OpenByOwner = "open/owner/";
    private const int Parts = 8;
    private static readonly LocalDatePattern Days = LocalDatePattern.Iso;

    public static IEnumerable<Share> Of(string id, Case state, BusinessCalendar calendar)
    {
        var opened = calendar.Today(state.Opened);
        yield return new($"{OpenedIn(opened.ToYearMonth())}{state.Type}/{id[^1] % Parts}", 1, long.MaxValue);
        if (state.Closed is { } closed)
        {
            var cell = ClosedCell.Of(state);
            yield return new($"{ClosedIn(calendar.Today(closed).ToYearMonth())}{cell.Type}/{cell.Outcome}/{cell.Course}/{cell.Time}", 1, long.MaxValue);
        }
        else
        {
            yield return new($"{OpenByType}{state.Type}/{state.Tier}/{Days.Format(opened)}/{id[^1] % Parts}", 1, long.MaxValue);
            yield return new($"{OpenByOwner}{state.Tier}/{Days.Format(opened)}/{state.Owner}", 1, long.MaxValue);
        }
    }

    public static string OpenedIn(YearMonth month) => $"opened/{YearMonthPattern.Iso.Format(month)}/";

    public static string ClosedIn(YearMonth month) => $"closed/{YearMonthPattern.Iso.Format(month)}/";

    public static CaseType ReadOpened(string counter) => Parse<CaseType>(counter.Split('/')[2]);

    public static ClosedCell ReadClosed(string counter) => counter.Split('/') is [_, _, var type, var outcome, var course, var time]
        ? new(Parse<CaseType>(type), Parse<CaseOutcome>(outcome), Parse<Course>(course), int.Parse(time, CultureInfo.InvariantCulture))
        : throw new FormatException($"{counter} counts no closed cases");

    public static OpenOfType ReadOpenByType(string counter) => counter.Split('/') is [_, _, var type, var tier, var day, _]
        ? new(Parse<CaseType>(type), Parse<Tier>(tier), Days.Parse(day).Value)
        : throw new FormatException($"{counter} counts no open cases");

    // The owner comes last: an id may have slashes of its own.
    public static OpenOfOwner ReadOpenByOwner(string counter) => counter.Split('/', 5) is [_, _, var tier, var day, var owner]
        ? new(owner, Parse<Tier>(tier), Days.Parse(day).Value)
        : throw new FormatException($"{counter} counts no open cases");

    private static T Parse<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name);
}

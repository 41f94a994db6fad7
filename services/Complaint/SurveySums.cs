using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Complaints;

/// <summary>
/// What came of a month's surveys by type, channel and agent, counted with the surveys; the month is that of the closing. What many surveys share is split over
/// some rows, so that they seldom wait for one another.
/// </summary>
internal static class SurveySums
{
    private const int Parts = 8;

    public static IEnumerable<Share> Of(string id, Survey state, BusinessCalendar calendar)
    {
        var (month, result, part) = (MonthOf(calendar.Today(state.Asked)), Result(state), id[^1] % Parts);
        yield return new($"{month}{SurveySlice.Type}/{result}/{part}/{Words.Of(state.Of.Type)}", 1, long.MaxValue);
        yield return new($"{month}{SurveySlice.Channel}/{result}/{part}/{Words.Of(state.Of.Channel)}", 1, long.MaxValue);
        yield return new($"{month}{SurveySlice.Agent}/{result}/0/{state.Of.Agent}", 1, long.MaxValue);
    }

    /// <summary>Where a month's sums begin.</summary>
    public static string MonthOf(LocalDate day) => $"survey/{day.Year:D4}-{day.Month:D2}/";

    /// <summary>What a counter counts; the key comes last, since an agent's id may have slashes of its own.</summary>
    public static SurveyCount Read(string counter, long value) => counter.Split('/', 6) is [_, _, var slice, var result, _, var key]
        ? new(Enum.Parse<SurveySlice>(slice), key, result, value)
        : throw new FormatException($"{counter} counts no surveys");

    private static string Result(Survey state) => state.Stage == SurveyStage.Answered ? $"{state.Score}" : $"{state.Stage}";
}

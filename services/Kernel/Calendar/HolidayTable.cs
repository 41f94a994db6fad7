using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Kernel;

/// <summary>Public holidays and make-up working days, as read from a data file (see <c>holidays.cn.json</c> for the form).</summary>
public sealed class HolidayTable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private static readonly Lazy<HolidayTable> Embedded = new(ReadEmbedded);

    private readonly HashSet<LocalDate> _holidays;
    private readonly HashSet<LocalDate> _makeUpWorkDays;
    private readonly HashSet<int> _announcedYears;

    private HolidayTable(FileForm file)
    {
        Version = file.Version;
        Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(file.Zone) ?? throw new FormatException($"Unknown time zone '{file.Zone}'.");
        _holidays = [.. file.Years.SelectMany(y => y.Holidays).SelectMany(h => Days(Date(h.From), Date(h.To)))];
        _makeUpWorkDays = [.. file.Years.SelectMany(y => y.MakeUpWorkDays).Select(Date)];
        _announcedYears = [.. file.Years.Where(y => IsAnnounced(y)).Select(y => y.Year)];
        if (_holidays.Overlaps(_makeUpWorkDays))
            throw new FormatException("A day is both a holiday and a make-up working day.");
    }

    /// <summary>Mainland China, 2025–2027.</summary>
    public static HolidayTable China => Embedded.Value;

    /// <summary>The data file's version, to be kept with what was decided by it.</summary>
    public string Version { get; }

    /// <summary>The zone whose days these are.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Reads a data file.</summary>
    /// <exception cref="FormatException">It is not of the form of <c>holidays.cn.json</c>, or contradicts itself.</exception>
    public static HolidayTable Read(Stream json)
    {
        try
        {
            return new(JsonSerializer.Deserialize<FileForm>(json, Json) ?? throw new FormatException("The holiday file is empty."));
        }
        catch (JsonException e)
        {
            throw new FormatException($"The holiday file is malformed at {e.Path}.", e);
        }
    }

    /// <summary>Whether the day is worked. A day of a year that the file lacks goes by its weekday.</summary>
    public bool IsWorkingDay(LocalDate day) =>
        _makeUpWorkDays.Contains(day) || (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !_holidays.Contains(day));

    /// <summary>Whether the year's arrangement is published; otherwise it is a forecast, or nothing but weekends.</summary>
    public bool IsAnnounced(int year) => _announcedYears.Contains(year);

    private static IEnumerable<LocalDate> Days(LocalDate from, LocalDate to) =>
        from <= to ? new DateInterval(from, to) : throw new FormatException($"A holiday ends on {to:R}, before it begins on {from:R}.");

    private static LocalDate Date(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : throw new FormatException($"'{text}' is not a date.");

    private static bool IsAnnounced(YearForm year) => year.Status switch
    {
        "announced" => true,
        "provisional" => false,
        var other => throw new FormatException($"A year is announced or provisional, not '{other}'."),
    };

    private static HolidayTable ReadEmbedded()
    {
        using var file = typeof(HolidayTable).Assembly.GetManifestResourceStream("holidays.cn.json")!;
        return Read(file);
    }

    private sealed record FileForm(string Version, string Zone, IReadOnlyList<YearForm> Years);

    private sealed record YearForm(int Year, string Status, IReadOnlyList<HolidayForm> Holidays, IReadOnlyList<string> MakeUpWorkDays);

    private sealed record HolidayForm(string Name, string From, string To);
}

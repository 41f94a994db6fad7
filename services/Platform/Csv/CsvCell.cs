using NodaTime;
using NodaTime.Text;

namespace Aftersales.Platform.Csv;

/// <summary>What the text of one field of a platform's or channel's export means; null when it means nothing of the kind.</summary>
public static class CsvCell
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private static readonly LocalDateTimePattern[] TimePatterns =
        [.. new[] { "uuuu-M-d H:mm:ss", "uuuu/M/d H:mm", "uuuu-M-d H:mm", "uuuu/M/d H:mm:ss" }.Select(LocalDateTimePattern.CreateWithInvariantCulture)];

    /// <summary>Free text; the exports write an absent one as <c>null</c>.</summary>
    public static string Plain(string text) => text.Trim() is var trimmed && trimmed == "null" ? "" : trimmed;

    /// <summary>
    /// A code that was kept from a spreadsheet's arithmetic: <c>="1930679858170647"</c>, <c>'18618486065</c>. Couriers' numbers also come as
    /// <c>No:71234</c>.
    /// </summary>
    public static string Code(string text)
    {
        text = Plain(text);
        if (text is ['=', '"', .. var inner, '"'])
            text = inner.Trim();
        if (text.StartsWith('\''))
            text = text[1..].Trim();
        return text.StartsWith("No:", StringComparison.Ordinal) ? text[3..].Trim() : text;
    }

    /// <summary>A moment, written as local time of Asia/Shanghai with slashes or dashes, with or without seconds.</summary>
    public static Instant? Time(string text)
    {
        text = Code(text);
        foreach (var pattern in TimePatterns)
            if (pattern.Parse(text) is { Success: true, Value: { Year: >= 2000 and < 2100 } time })
                return Shanghai.AtLeniently(time).ToInstant();
        return null;
    }
}

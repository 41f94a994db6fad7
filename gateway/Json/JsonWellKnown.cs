using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Gateway.Json;

/// <summary>RFC 3339, to the nanosecond; written in UTC.</summary>
internal sealed partial class JsonTimestamp : JsonText<Timestamp>
{
    private const string Expected = "must be a time such as 2026-06-02T09:00:00Z or 2026-06-02T17:00:00.5+08:00";

    public override void Write(Utf8JsonWriter json, Timestamp value)
    {
        // Checks the range as well, which a service must keep to.
        var time = new Timestamp { Seconds = value.Seconds }.ToDateTime();
        json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss}{Nanos.Written(value.Nanos)}Z"));
    }

    public override string? Parse(string text, out Timestamp value)
    {
        value = new();
        var match = Form().Match(text);
        if (!match.Success
            || !DateTime.TryParseExact(match.Groups["time"].ValueSpan, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            || Offset(match.Groups["offset"].ValueSpan) is not { } offset
            || time.Ticks < offset.Ticks || time.Ticks - offset.Ticks > DateTime.MaxValue.Ticks)
            return Expected;
        value = (time - offset).ToTimestamp();
        value.Nanos = Nanos.Read(match.Groups["fraction"].ValueSpan);
        return null;
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z")
            return TimeSpan.Zero;
        var (hours, minutes) = (int.Parse(text[1..3], CultureInfo.InvariantCulture), int.Parse(text[4..6], CultureInfo.InvariantCulture));
        if (hours > 23 || minutes > 59)
            return null;
        return new TimeSpan(hours, minutes, 0) * (text[0] is '-' ? -1 : 1);
    }

    [GeneratedRegex(@"\A(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,9}))?(?<offset>Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Form();
}

/// <summary>Seconds with the suffix s, to the nanosecond.</summary>
internal sealed partial class JsonDuration : JsonText<Duration>
{
    private const string Expected = "must be seconds such as 3600s or 0.5s, at most 10,000 years";

    public override void Write(Utf8JsonWriter json, Duration value)
    {
        var sign = value.Seconds < 0 || value.Nanos < 0 ? "-" : "";
        json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(value.Seconds)}{Nanos.Written(Math.Abs(value.Nanos))}s"));
    }

    public override string? Parse(string text, out Duration value)
    {
        value = new();
        var match = Form().Match(text);
        if (!match.Success || !long.TryParse(match.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture, out var seconds))
            return Expected;
        var nanos = Nanos.Read(match.Groups["fraction"].ValueSpan);
        if (seconds > Duration.MaxSeconds || (seconds == Duration.MaxSeconds && nanos > 0))
            return Expected;
        var sign = text[0] is '-' ? -1 : 1;
        value = new() { Seconds = sign * seconds, Nanos = sign * nanos };
        return null;
    }

    [GeneratedRegex(@"\A-?(?<seconds>[0-9]{1,12})(\.(?<fraction>[0-9]{1,9}))?s\z")]
    private static partial Regex Form();
}

/// <summary>Paths in JSON's names, with commas.</summary>
internal sealed partial class JsonFieldMask : JsonText<FieldMask>
{
    private const string Expected = "must be field paths in lowerCamelCase with commas, such as name,openHours.from";

    public override void Write(Utf8JsonWriter json, FieldMask value) => json.WriteStringValue(string.Join(',', value.Paths.Select(Camel)));

    public override string? Parse(string text, out FieldMask value)
    {
        value = new();
        if (text.Length == 0)
            return null;
        if (!Form().IsMatch(text))
            return Expected;
        value.Paths.Add(text.Split(',').Select(Snake));
        return null;
    }

    private static string Snake(string path) =>
        path.Aggregate(new StringBuilder(), (text, c) => char.IsAsciiLetterUpper(c) ? text.Append('_').Append(char.ToLowerInvariant(c)) : text.Append(c)).ToString();

    private static string Camel(string path) => Underscored().Replace(path, match => match.Groups[1].Value.ToUpperInvariant());

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*(,[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*)*\z")]
    private static partial Regex Form();

    [GeneratedRegex("_([a-z])")]
    private static partial Regex Underscored();
}

/// <summary>A wrapper such as Int32Value: the bare value, whose absence is another thing than zero.</summary>
internal sealed class JsonWrapped<T>(JsonValue<T> inner) : JsonValue<T?>
    where T : struct
{
    public override bool Read(ref JsonInput input, out T? value)
    {
        var isRead = inner.Read(ref input, out var bare);
        value = bare;
        return isRead;
    }

    public override void Write(Utf8JsonWriter json, T? value) => inner.Write(json, value!.Value);

    public override string? Parse(string text, out T? value)
    {
        var problem = inner.Parse(text, out var bare);
        value = bare;
        return problem;
    }
}

internal static class Nanos
{
    /// <summary>A point and 3, 6 or 9 digits; nothing for a whole second.</summary>
    public static string Written(int nanos) => nanos switch
    {
        0 => "",
        _ when nanos % 1_000_000 == 0 => $".{nanos / 1_000_000:000}",
        _ when nanos % 1_000 == 0 => $".{nanos / 1_000:000000}",
        _ => $".{nanos:000000000}",
    };

    public static int Read(ReadOnlySpan<char> fraction)
    {
        var nanos = 0;
        for (var i = 0; i < 9; i++)
            nanos = (nanos * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        return nanos;
    }
}

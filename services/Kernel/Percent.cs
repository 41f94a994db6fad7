using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aftersales.Kernel;

/// <summary>A rate, exact to a basis point (0.01 %), never negative. In JSON it is text such as <c>"10%"</c> or <c>"12.5%"</c>.</summary>
[JsonConverter(typeof(PercentJsonConverter))]
public readonly record struct Percent : IComparable<Percent>
{
    private Percent(int basisPoints) => BasisPoints = basisPoints;

    /// <summary>Hundredths of a percent: 10 % is 1000.</summary>
    public int BasisPoints { get; }

    /// <summary>A rate in percent: <c>Of(10)</c>, <c>Of(12.5m)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, finer than 0.01 %, or above 1,000,000 %.</exception>
    public static Percent Of(decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 1_000_000);
        var points = percent * 100;
        return points == decimal.Truncate(points)
            ? new((int)points)
            : throw new ArgumentOutOfRangeException(nameof(percent), "A rate is exact to 0.01 %.");
    }

    /// <summary>The rate that <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">Not digits with a percent sign, or out of <see cref="Of"/>'s bounds.</exception>
    public static Percent Parse(string text)
    {
        try
        {
            if (text.EndsWith('%') && decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
                return Of(percent);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new FormatException("A rate is at least 0 % and exact to 0.01 %.", e);
        }
        throw new FormatException("A rate is written as \"10%\".");
    }

    /// <inheritdoc/>
    public int CompareTo(Percent other) => BasisPoints.CompareTo(other.BasisPoints);

    public static bool operator <(Percent a, Percent b) => a.BasisPoints < b.BasisPoints;
    public static bool operator >(Percent a, Percent b) => a.BasisPoints > b.BasisPoints;
    public static bool operator <=(Percent a, Percent b) => a.BasisPoints <= b.BasisPoints;
    public static bool operator >=(Percent a, Percent b) => a.BasisPoints >= b.BasisPoints;

    /// <inheritdoc/>
    public override string ToString() => (BasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}

internal sealed class PercentJsonConverter : JsonConverter<Percent>
{
    public override Percent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Percent.Parse(reader.GetString() ?? "");
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new JsonException("A rate is a string such as \"10%\", exact to 0.01 %.", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Percent value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

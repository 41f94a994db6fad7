using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Google.Protobuf;

namespace Aftersales.Gateway.Json;

internal sealed class JsonString : JsonText<string>
{
    public override void Write(Utf8JsonWriter json, string value) => json.WriteStringValue(value);

    public override string? Parse(string text, out string value)
    {
        value = text;
        return null;
    }

    public override string Key(string value) => value;
}

internal sealed class JsonBool : JsonValue<bool>
{
    public override bool Read(ref JsonInput input, out bool value)
    {
        value = input.Reader.TokenType is JsonTokenType.True;
        return value || input.Reader.TokenType is JsonTokenType.False || input.Refuse(Flaw.Type, "must be true or false");
    }

    public override void Write(Utf8JsonWriter json, bool value) => json.WriteBooleanValue(value);

    public override string? Parse(string text, out bool value)
    {
        value = text == "true";
        return value || text == "false" ? null : "must be true or false";
    }

    public override string Key(bool value) => value ? "true" : "false";
}

/// <summary>Base64; with the letters of URLs and without padding it is understood too.</summary>
internal sealed class JsonBytes : JsonText<ByteString>
{
    public override void Write(Utf8JsonWriter json, ByteString value) => json.WriteBase64StringValue(value.Span);

    public override string? Parse(string text, out ByteString value)
    {
        var standard = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[standard.Length * 3 / 4];
        var isBase64 = Convert.TryFromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='), bytes, out var length)
            && text.Length - standard.Length <= 2 && !text.AsSpan().ContainsAny(" \n\r\t");
        value = isBase64 ? UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(0, length)) : ByteString.Empty;
        return isBase64 ? null : "must be base64";
    }
}

/// <summary>Whole numbers: JSON numbers up to 32 bits, strings above, which JavaScript's numbers cannot hold. Either is read for both.</summary>
internal sealed class JsonInteger<T> : JsonValue<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly bool IsWide = T.MaxValue > T.CreateSaturating(uint.MaxValue);
    private static readonly string Expected = $"must be a whole number from {T.MinValue} to {T.MaxValue}";

    public override bool Read(ref JsonInput input, out T value)
    {
        value = default;
        if (input.Reader.TokenType is JsonTokenType.Number)
        {
            if (input.Reader.TryGetInt64(out var number) && number >= long.CreateSaturating(T.MinValue) && number <= long.CreateSaturating(T.MaxValue))
                value = T.CreateTruncating(number);
            else if (Parse(input.Number(), out value) is { } problem)
                return input.Refuse(Flaw.Value, problem);
            return true;
        }

        if (input.Reader.TokenType is not JsonTokenType.String)
            return input.Refuse(Flaw.Type, Expected);
        return (Parse(input.Text() ?? "", out value) is not { } wrong) || input.Refuse(Flaw.Value, wrong);
    }

    public override void Write(Utf8JsonWriter json, T value)
    {
        if (!IsWide)
        {
            json.WriteNumberValue(long.CreateTruncating(value));
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        json.WriteStringValue(digits[..length]);
    }

    public override string? Parse(string text, out T value)
    {
        value = default;
        return WholeNumber.Digits(text) is { } digits && T.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) ? null : Expected;
    }

    public override string Key(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>Binary floating point, which no contract has near money.</summary>
internal sealed class JsonFloating<T> : JsonValue<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const string Expected = "must be a number that the type can hold, or \"NaN\", \"Infinity\" or \"-Infinity\"";

    public override bool Read(ref JsonInput input, out T value)
    {
        value = default;
        var text = input.Reader.TokenType switch
        {
            JsonTokenType.Number => input.Number(),
            JsonTokenType.String => input.Text() ?? "",
            _ => null,
        };
        if (text is null)
            return input.Refuse(Flaw.Type, Expected);
        return Parse(text, out value) is not { } problem || input.Refuse(Flaw.Value, problem);
    }

    public override void Write(Utf8JsonWriter json, T value)
    {
        if (Special(value) is { } name)
            json.WriteStringValue(name);
        else if (value is float single)
            json.WriteNumberValue(single);
        else
            json.WriteNumberValue(double.CreateChecked(value));
    }

    public override string? Parse(string text, out T value)
    {
        value = text switch { "NaN" => T.NaN, "Infinity" => T.PositiveInfinity, "-Infinity" => T.NegativeInfinity, _ => T.Zero };
        if (value != T.Zero)
            return null;
        var isNumber = text.Length > 0 && text[0] is not '+' && T.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && T.IsFinite(value);
        return isNumber ? null : Expected;
    }

    private static string? Special(T value) =>
        T.IsNaN(value) ? "NaN" : T.IsPositiveInfinity(value) ? "Infinity" : T.IsNegativeInfinity(value) ? "-Infinity" : null;
}

/// <summary>Numbers as JSON may write them, such as <c>1e3</c> or <c>5.0</c>, as plain digits, exactly.</summary>
internal static class WholeNumber
{
    private const int MaxDigits = 20; // of 64 bits

    /// <summary>The digits with their sign; null when it is no whole number, or one of more than 64 bits.</summary>
    public static string? Digits(ReadOnlySpan<char> text)
    {
        var sign = text is ['-', ..] ? "-" : "";
        text = text[sign.Length..];
        var mantissa = text;
        var exponent = 0;
        if (text.IndexOfAny('e', 'E') is >= 0 and var e)
        {
            mantissa = text[..e];
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
                return null;
        }

        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? default : mantissa[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
            return null;

        var digits = string.Concat(whole, fraction).TrimStart('0');
        var significant = digits.TrimEnd('0');
        var zeros = (long)exponent - fraction.Length + (digits.Length - significant.Length);
        if (significant.Length == 0)
            return "0";
        return zeros < 0 || significant.Length + zeros > MaxDigits ? null : sign + significant + new string('0', (int)zeros);
    }
}

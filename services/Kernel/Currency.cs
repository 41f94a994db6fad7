using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aftersales.Kernel;

/// <summary>A currency by its ISO 4217 code. <c>default</c> is <c>XXX</c>, ISO's "no currency", and mixes with no other.</summary>
[JsonConverter(typeof(CurrencyJsonConverter))]
public readonly record struct Currency
{
    private const string None = "XXX";
    private readonly string? _code;

    private Currency(string code) => _code = code == None ? null : code;

    /// <summary>Chinese yuan; its minor unit is the fen.</summary>
    public static Currency Cny { get; } = new("CNY");

    /// <summary>The ISO 4217 code, three upper-case letters.</summary>
    public string Code => _code ?? None;

    /// <summary>How many decimal digits the minor unit has: 2 for CNY, 0 for JPY, 3 for KWD.</summary>
    public int MinorDigits => Code switch
    {
        "CLP" or "ISK" or "JPY" or "KRW" or "PYG" or "UGX" or "VND" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>The currency of an ISO 4217 code.</summary>
    /// <exception cref="FormatException">The code is not three upper-case ASCII letters.</exception>
    public static Currency Of(string code) =>
        code.Length == 3 && code.All(char.IsAsciiLetterUpper) ? new(code) : throw new FormatException("A currency code is three upper-case letters.");

    /// <inheritdoc/>
    public override string ToString() => Code;
}

internal sealed class CurrencyJsonConverter : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Currency.Of(reader.GetString() ?? "");
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new JsonException("A currency is a string of three upper-case letters.", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}

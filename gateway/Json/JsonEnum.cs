using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Json;

/// <summary>Enums by name; a number is read too, and written where the contract knows no name for it.</summary>
internal sealed class JsonEnum<T>(EnumDescriptor type) : JsonValue<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> byName = type.Values.ToFrozenDictionary(value => value.Name, value => Of(value.Number));
    private readonly FrozenDictionary<int, JsonEncodedText> names = type.Values.DistinctBy(value => value.Number)
        .ToFrozenDictionary(value => value.Number, value => JsonEncodedText.Encode(value.Name));

    private readonly string expected = $"must be a value of {type.FullName}, by name or number";

    public override bool Read(ref JsonInput input, out T value)
    {
        value = default;
        if (input.Reader.TokenType is JsonTokenType.Number)
        {
            if (WholeNumber.Digits(input.Number()) is not { } digits || !int.TryParse(digits, CultureInfo.InvariantCulture, out var number))
                return input.Refuse(Flaw.Value, expected);
            value = Of(number);
            return true;
        }

        if (input.Reader.TokenType is not JsonTokenType.String)
            return input.Refuse(Flaw.Type, expected);
        return byName.TryGetValue(input.Text() ?? "", out value) || input.Refuse(Flaw.Value, expected);
    }

    public override void Write(Utf8JsonWriter json, T value)
    {
        var number = Unsafe.BitCast<T, int>(value);
        if (names.TryGetValue(number, out var name))
            json.WriteStringValue(name);
        else
            json.WriteNumberValue(number);
    }

    public override string? Parse(string text, out T value)
    {
        if (byName.TryGetValue(text, out value))
            return null;
        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = Of(number);
        return isNumber ? null : expected;
    }

    private static T Of(int number) => Unsafe.BitCast<int, T>(number);
}

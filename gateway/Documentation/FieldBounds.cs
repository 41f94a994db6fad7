using System.Globalization;
using System.Text.Json.Nodes;
using Aftersales.Contracts.Standard.Validate;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Documentation;

/// <summary>The <c>buf.validate</c> rules of a field in the words of JSON Schema; those that it has no word for, in the description.</summary>
internal static class FieldBounds
{
    private const long EncodedQuantum = 4;

    /// <summary>Whether a request without the field, or with its zero value, breaks a rule.</summary>
    public static bool IsRequired(FieldDescriptor field)
    {
        var rules = Of(field);
        if (rules.Required)
            return true;
        if (field.HasPresence || rules.Ignore is Ignore.IfZeroValue or Ignore.Always)
            return false;
        return rules switch
        {
            { String: { } text } => text.MinLen > 0 || text.Len > 0 || text.Uuid || text.Email || text.Pattern.Length > 0 || text.In.Count > 0,
            { Repeated.MinItems: > 0 } or { Map.MinPairs: > 0 } or { Bytes.MinLen: > 0 } => true,
            { Enum: { } type } => type.NotIn.Contains(0),
            { Int32: { HasGte: true } number } => number.Gte > 0,
            { Int64: { HasGte: true } number } => number.Gte > 0,
            { Int32: { HasGt: true } number } => number.Gt >= 0,
            { Int64: { HasGt: true } number } => number.Gt >= 0,
            _ => false,
        };
    }

    public static FieldRules Of(FieldDescriptor field) => field.GetOptions()?.GetExtension(ValidateExtensions.Field) ?? new();

    /// <summary>Adds the bounds of one value to its schema.</summary>
    public static void Add(JsonObject schema, FieldRules rules)
    {
        switch (rules.TypeCase)
        {
            case FieldRules.TypeOneofCase.String:
                AddText(schema, rules.String);
                break;
            case FieldRules.TypeOneofCase.Bytes:
                AddBytes(schema, rules.Bytes);
                break;
            case FieldRules.TypeOneofCase.Int32:
                AddNumber(schema, rules.Int32);
                break;
            case FieldRules.TypeOneofCase.Uint32:
                AddNumber(schema, rules.Uint32);
                break;
            case FieldRules.TypeOneofCase.Int64:
                Describe(schema, WideBounds(rules.Int64));
                break;
            case FieldRules.TypeOneofCase.Duration:
                Describe(schema, SpanBounds(rules.Duration));
                break;
            default:
                break;
        }
    }

    /// <summary>Adds the bounds of a list.</summary>
    public static void AddList(JsonObject schema, RepeatedRules rules)
    {
        if (rules.HasMinItems)
            schema["minItems"] = (long)rules.MinItems;
        if (rules.HasMaxItems)
            schema["maxItems"] = (long)rules.MaxItems;
        if (rules.Unique)
            schema["uniqueItems"] = true;
    }

    /// <summary>Adds the bounds of a map.</summary>
    public static void AddMap(JsonObject schema, MapRules rules)
    {
        if (rules.HasMinPairs)
            schema["minProperties"] = (long)rules.MinPairs;
        if (rules.HasMaxPairs)
            schema["maxProperties"] = (long)rules.MaxPairs;
    }

    /// <summary>Adds a sentence to the description.</summary>
    public static void Describe(JsonObject schema, string sentence)
    {
        if (sentence.Length > 0)
            schema["description"] = $"{schema["description"]} {sentence}".Trim();
    }

    private static void AddText(JsonObject schema, StringRules rules)
    {
        if (rules.HasLen)
            schema["minLength"] = (long)rules.Len;
        if (rules.HasLen)
            schema["maxLength"] = (long)rules.Len;
        if (rules.HasMinLen)
            schema["minLength"] = (long)rules.MinLen;
        if (rules.HasMaxLen)
            schema["maxLength"] = (long)rules.MaxLen;
        if (rules.HasPattern)
            schema["pattern"] = rules.Pattern;
        if (rules.In.Count > 0)
            schema["enum"] = new JsonArray([.. rules.In.Select(text => JsonValue.Create(text))]);
        if (rules.HasConst)
            schema["const"] = rules.Const;
        if (rules.Uuid)
            schema["format"] = "uuid";
        if (rules.Email)
            schema["format"] = "email";
    }

    // Lengths count the bytes, and the text has four letters for three of them.
    private static void AddBytes(JsonObject schema, BytesRules rules)
    {
        if (rules.HasMaxLen)
            schema["maxLength"] = ((long)rules.MaxLen + 2) / 3 * EncodedQuantum;
        if (rules.HasMaxLen)
            Describe(schema, $"At most {rules.MaxLen} bytes.");
        if (rules.MinLen > 0)
            Describe(schema, $"At least {rules.MinLen} bytes.");
    }

    private static void AddNumber(JsonObject schema, Int32Rules rules)
    {
        if (rules.HasGte)
            schema["minimum"] = rules.Gte;
        if (rules.HasGt)
            schema["exclusiveMinimum"] = rules.Gt;
        if (rules.HasLte)
            schema["maximum"] = rules.Lte;
        if (rules.HasLt)
            schema["exclusiveMaximum"] = rules.Lt;
    }

    private static void AddNumber(JsonObject schema, UInt32Rules rules)
    {
        if (rules.HasGte)
            schema["minimum"] = rules.Gte;
        if (rules.HasLte)
            schema["maximum"] = rules.Lte;
    }

    // 64 bits are written as text, which has no bounds in JSON Schema.
    private static string WideBounds(Int64Rules rules) => string.Join(' ', new[]
    {
        rules.HasGte ? string.Create(CultureInfo.InvariantCulture, $"At least {rules.Gte}.") : "",
        rules.HasGt ? string.Create(CultureInfo.InvariantCulture, $"More than {rules.Gt}.") : "",
        rules.HasLte ? string.Create(CultureInfo.InvariantCulture, $"At most {rules.Lte}.") : "",
        rules.HasLt ? string.Create(CultureInfo.InvariantCulture, $"Less than {rules.Lt}.") : "",
    }.Where(bound => bound.Length > 0));

    private static string SpanBounds(DurationRules rules) => string.Join(' ', new[]
    {
        rules.Gte is { } least ? $"At least {least.Seconds}s." : "",
        rules.Gt is { } above ? $"Longer than {above.Seconds}s." : "",
        rules.Lte is { } most ? $"At most {most.Seconds}s." : "",
        rules.Lt is { } below ? $"Shorter than {below.Seconds}s." : "",
    }.Where(bound => bound.Length > 0));
}

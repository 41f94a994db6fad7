using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aftersales.Kernel;
using Aftersales.Platform.Identity;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Platform;

/// <summary>How states and events are written: compact JSON, times as ISO 8601, nulls left out, enums by name; what is computed is left out too.</summary>
public static class Json
{
    // Of the aggregate that is being read or written on this thread: the converter is given nothing else.
    [ThreadStatic]
    private static AggregateKey? key;

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new JsonStringEnumConverter(),
            new PatternConverter<Instant>(InstantPattern.ExtendedIso),
            new PatternConverter<LocalDate>(LocalDatePattern.Iso),
            new PatternConverter<LocalTime>(LocalTimePattern.ExtendedIso),
            new PatternConverter<Duration>(DurationPattern.Roundtrip),
            new SealedTextConverter(),
            new ErasableTextConverter(),
        },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static string Write(object value, Type type) => JsonSerializer.Serialize(value, type, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"no {typeof(T).Name} in the JSON");

    public static object Read(string json, Type type) =>
        JsonSerializer.Deserialize(json, type, Options) ?? throw new JsonException($"no {type.Name} in the JSON");

    /// <summary>A state or event of an aggregate: its personal fields are wrapped under its key.</summary>
    public static string Write(object value, Type type, AggregateKey of) => Under(of, () => Write(value, type));

    /// <summary>A state or event of an aggregate: its personal fields can be opened as long as its key is there.</summary>
    public static T Read<T>(string json, AggregateKey of) => Under(of, () => Read<T>(json));

    /// <inheritdoc cref="Read{T}(string, AggregateKey)"/>
    public static object Read(string json, Type type, AggregateKey of) => Under(of, () => Read(json, type));

    private static T Under<T>(AggregateKey of, Func<T> work)
    {
        key = of;
        try
        {
            return work();
        }
        finally
        {
            key = null;
        }
    }

    // Outside an aggregate it stays what it is.
    private sealed class SealedTextConverter : JsonConverter<SealedText>
    {
        public override SealedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()! is not { Length: > 0 } cipher ? SealedText.Empty : key is { } of ? new KeyedText(cipher, of) : new SealedText(cipher);

        public override void Write(Utf8JsonWriter writer, SealedText value, JsonSerializerOptions options) =>
            writer.WriteStringValue(key is { } of ? of.Wrap(value) : value.Cipher);
    }

    // Without the key it is empty, as if that were gone: who reads states without looks at other things.
    private sealed class ErasableTextConverter : JsonConverter<ErasableText>
    {
        public override ErasableText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            // Releases before the keys of aggregates wrote lists of words.
            var kept = reader.TokenType == JsonTokenType.StartArray
                ? string.Join(' ', JsonSerializer.Deserialize<string[]>(ref reader, options)!)
                : reader.GetString()!;
            return key is { } of ? of.Read(kept) : AggregateKey.IsWrapped(kept) ? new KeptText(kept, null) : new ErasableText(kept);
        }

        public override void Write(Utf8JsonWriter writer, ErasableText value, JsonSerializerOptions options) =>
            writer.WriteStringValue(key is { } of ? of.Wrap(value) : value is KeptText kept ? kept.Cipher : value.Text);
    }

    private sealed class PatternConverter<T>(IPattern<T> pattern) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            pattern.Parse(reader.GetString()!).GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));
    }
}

using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Aftersales.Platform.Grpc;

/// <summary>Messages as text for logs and traces, without what the contract marks <c>debug_redact</c>. A message's own ToString prints that too.</summary>
public static class Redaction
{
    private const string Instead = "[redacted]";
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonSerializerOptions Scalars = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
    private static readonly ConcurrentDictionary<FieldDescriptor, bool> Personal = [];

    /// <summary>
    /// The fields that are set, as one line of JSON in the contract's names. Personal fields show as <c>[redacted]</c> at any depth, bytes only
    /// their length, an Any only its type, since what is in it is not known to be free of personal data.
    /// </summary>
    public static string Redacted(this IMessage message)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, OneLine))
            Write(json, message);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, IMessage message)
    {
        json.WriteStartObject();
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (!IsSet(field, message))
                continue;
            json.WritePropertyName(field.Name);
            if (IsPersonal(field))
                json.WriteStringValue(Instead);
            else
                Write(json, field, field.Accessor.GetValue(message));
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FieldDescriptor field, object value)
    {
        if (field.IsMap)
            WriteMap(json, field.MessageType, (IDictionary)value);
        else if (field.IsRepeated)
            WriteList(json, field, (IList)value);
        else
            WriteSingle(json, field, value);
    }

    private static void WriteList(Utf8JsonWriter json, FieldDescriptor field, IList items)
    {
        json.WriteStartArray();
        foreach (var item in items)
            WriteSingle(json, field, item);
        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, MessageDescriptor entry, IDictionary pairs)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry pair in pairs)
        {
            json.WritePropertyName(pair.Key.ToString()!);
            WriteSingle(json, entry.FindFieldByNumber(2), pair.Value!);
        }
        json.WriteEndObject();
    }

    private static void WriteSingle(Utf8JsonWriter json, FieldDescriptor field, object value)
    {
        switch (value)
        {
            case Any any:
                json.WriteStringValue($"any of {any.TypeUrl}");
                break;
            case Timestamp or Duration:
                json.WriteStringValue(value.ToString()!.Trim('"'));
                break;
            case IMessage message:
                Write(json, message);
                break;
            case ByteString bytes:
                json.WriteStringValue($"{bytes.Length} bytes");
                break;
            case Enum number:
                json.WriteStringValue(EnumName(field, (int)(object)number));
                break;
            default:
                JsonSerializer.Serialize(json, value, Scalars);
                break;
        }
    }

    private static string EnumName(FieldDescriptor field, int number) => field.EnumType.FindValueByNumber(number)?.Name ?? number.ToString();

    private static bool IsSet(FieldDescriptor field, IMessage message) =>
        field.HasPresence ? field.Accessor.HasValue(message) : field.Accessor.GetValue(message) switch
        {
            ICollection elements => elements.Count > 0,
            string text => text.Length > 0,
            ByteString bytes => !bytes.IsEmpty,
            Enum number => (int)(object)number != 0,
            var scalar => Convert.ToDouble(scalar) != 0,
        };

    private static bool IsPersonal(FieldDescriptor field) => Personal.GetOrAdd(field, static asked => asked.GetOptions()?.DebugRedact ?? false);
}

using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Contracts;

/// <summary>
/// Reads an event's protobuf JSON as a consumer has to during a rolling upgrade: unknown fields are passed over and unknown enum values become
/// the unspecified one (the library itself throws on their names).
/// </summary>
public static class EventReader
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <exception cref="UnreadableEventException">It is no such message, and will be none when it is delivered again.</exception>
    public static IMessage Read(MessageDescriptor type, ReadOnlyMemory<byte> json)
    {
        try
        {
            var node = JsonNode.Parse(json.Span) as JsonObject ?? throw new UnreadableEventException(type.FullName);
            Tolerate(node, type);
            return Parser.Parse(node.ToJsonString(), type);
        }
        catch (Exception unreadable) when (unreadable is InvalidProtocolBufferException or System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            // Without what the parser says: it quotes values, and they may be personal (R-PPL-2).
            throw new UnreadableEventException(type.FullName);
        }
    }

    private static void Tolerate(JsonObject node, MessageDescriptor type)
    {
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            var name = node.ContainsKey(field.JsonName) ? field.JsonName : field.Name;
            if (node[name] is not { } value)
                continue;
            if (field.FieldType == FieldType.Enum)
                Tolerate(node, name, value, field.EnumType);
            else if (field.FieldType == FieldType.Message && !field.MessageType.File.Package.StartsWith("google.protobuf", StringComparison.Ordinal))
                Tolerate(value, field);
        }
    }

    private static void Tolerate(JsonNode value, FieldDescriptor field)
    {
        if (value is JsonObject single && !field.IsMap)
            Tolerate(single, field.MessageType);
        else if (value is JsonArray many)
            foreach (var item in many.OfType<JsonObject>())
                Tolerate(item, field.MessageType);
    }

    private static void Tolerate(JsonObject owner, string name, JsonNode value, EnumDescriptor type)
    {
        if (value is JsonArray many)
        {
            for (var i = 0; i < many.Count; i++)
                if (IsUnknown(many[i], type))
                    many[i] = 0;
        }
        else if (IsUnknown(value, type))
        {
            owner[name] = 0;
        }
    }

    private static bool IsUnknown(JsonNode? value, EnumDescriptor type) =>
        value is JsonValue text && text.TryGetValue<string>(out var name) && type.FindValueByName(name) is null;
}

/// <summary>The data of an event is not what its type says.</summary>
public sealed class UnreadableEventException(string type) : Exception($"the data is no {type}");

using System.Text.Json.Nodes;
using Aftersales.Contracts.Standard.Validate;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Documentation;

/// <summary>The messages and enums of the contracts as JSON Schemas, each once, as the JSON API reads and writes them.</summary>
internal sealed class Schemas(ContractComments comments)
{
    private const string Uuid = "5f0c1f5e-8a5b-4f0e-9a2e-0d6c9b7a1e11";

    private readonly SortedDictionary<string, JsonObject> made = new(StringComparer.Ordinal);
    private readonly HashSet<MessageDescriptor> asked = [];
    private readonly HashSet<MessageDescriptor> answered = [];

    /// <summary>All schemas that were referred to.</summary>
    public JsonObject ToJson() => new(made.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>Notes that a request holds messages of this type, or a reply; to be done for all before the first schema is made.</summary>
    public void Note(MessageDescriptor message, bool isRequest)
    {
        if (IsProtobuf(message) || !(isRequest ? asked : answered).Add(message))
            return;
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            if (Held(field) is { } held)
                Note(held, isRequest);
        }
    }

    /// <summary>A reference to a message's schema.</summary>
    /// <param name="leftOut">Fields that the path holds, so that the body need not.</param>
    public JsonObject Message(MessageDescriptor message, IReadOnlyCollection<FieldDescriptor>? leftOut = null)
    {
        var name = Name(message.FullName);
        if (!made.ContainsKey(name))
        {
            made[name] = []; // first: a message may hold itself
            made[name] = Made(message, leftOut ?? []);
        }

        return Reference(name);
    }

    /// <summary>The schema of a field: of one value, a list or a map.</summary>
    public JsonObject Field(FieldDescriptor field)
    {
        var rules = FieldBounds.Of(field);
        JsonObject schema;
        if (field.IsMap)
        {
            schema = new() { ["type"] = "object", ["additionalProperties"] = Value(field.MessageType.FindFieldByNumber(2), rules.Map?.Values ?? new()) };
            FieldBounds.AddMap(schema, rules.Map ?? new());
        }
        else if (field.IsRepeated)
        {
            schema = new() { ["type"] = "array", ["items"] = Value(field, rules.Repeated?.Items ?? new()) };
            FieldBounds.AddList(schema, rules.Repeated ?? new());
        }
        else
        {
            schema = Value(field, rules);
        }

        Describe(schema, field);
        return schema;
    }

    /// <summary>A reference to a schema that something else puts in.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    public static bool IsProtobuf(MessageDescriptor message) => message.File.Package == "google.protobuf";

    /// <summary>A full name without what all have in common: <c>returns.Return</c>.</summary>
    public static string Name(string fullName) => fullName.Replace("aftersales.", "").Replace(".v1.", ".");

    private static MessageDescriptor? Held(FieldDescriptor field) => field switch
    {
        { IsMap: true } => field.MessageType.FindFieldByNumber(2) is { FieldType: FieldType.Message } item ? item.MessageType : null,
        { FieldType: FieldType.Message } => field.MessageType,
        _ => null,
    };

    private JsonObject Made(MessageDescriptor message, IReadOnlyCollection<FieldDescriptor> leftOut)
    {
        var fields = message.Fields.InDeclarationOrder().Except(leftOut).ToList();
        var schema = new JsonObject { ["type"] = "object" };
        FieldBounds.Describe(schema, comments.Of(message.FullName));
        foreach (var oneof in message.Oneofs.Where(oneof => !oneof.IsSynthetic))
            FieldBounds.Describe(schema, OneOf(oneof));
        schema["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.JsonName, (JsonNode?)Field(field))));
        var required = fields.Where(IsRequired).Select(field => (JsonNode?)field.JsonName).ToArray();
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);
        // What a reply holds may grow; what a request holds beyond it is refused.
        if (!answered.Contains(message))
            schema["additionalProperties"] = false;
        return schema;
    }

    // A reply always has what needs no presence; a request needs what a rule asks for, its id aside, which a header may bring.
    private bool IsRequired(FieldDescriptor field)
    {
        var isAsked = asked.Contains(field.ContainingType);
        var isAnswered = answered.Contains(field.ContainingType);
        return (!isAsked || (FieldBounds.IsRequired(field) && field.Name != "request_id")) && (!isAnswered || !field.HasPresence);
    }

    private static string OneOf(OneofDescriptor oneof)
    {
        var isRequired = oneof.GetOptions()?.GetExtension(ValidateExtensions.Oneof) is { Required: true };
        return $"{(isRequired ? "One" : "At most one")} of {string.Join(", ", oneof.Fields.Select(field => $"`{field.JsonName}`"))}.";
    }

    private void Describe(JsonObject schema, FieldDescriptor field)
    {
        var bounds = schema["description"]?.ToString() ?? "";
        schema.Remove("description");
        FieldBounds.Describe(schema, comments.Of(field.FullName));
        FieldBounds.Describe(schema, bounds);
        if (field.GetOptions() is { } options)
        {
            if (options.Deprecated)
                schema["deprecated"] = true;
            if (options.DebugRedact)
                schema["x-personal"] = true;
        }
    }

    private JsonObject Value(FieldDescriptor field, FieldRules rules)
    {
        var schema = Plain(field);
        FieldBounds.Add(schema, rules);
        if (schema["format"]?.ToString() == "uuid")
            schema["examples"] = new JsonArray(Uuid);
        return schema;
    }

    private JsonObject Plain(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => new() { ["type"] = "string" },
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Bytes => new() { ["type"] = "string", ["contentEncoding"] = "base64" },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new() { ["type"] = "integer", ["format"] = "int32" },
        FieldType.UInt32 or FieldType.Fixed32 => new() { ["type"] = "integer", ["format"] = "uint32", ["minimum"] = 0 },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Wide("int64", "^-?[0-9]+$"),
        FieldType.UInt64 or FieldType.Fixed64 => Wide("uint64", "^[0-9]+$"),
        FieldType.Float or FieldType.Double => new() { ["type"] = new JsonArray("number", "string") },
        FieldType.Enum => Enum(field.EnumType),
        _ => IsProtobuf(field.MessageType) ? WellKnown(field.MessageType) : Message(field.MessageType),
    };

    // Beyond what JavaScript's numbers hold.
    private static JsonObject Wide(string format, string pattern) => new() { ["type"] = "string", ["format"] = format, ["pattern"] = pattern, ["examples"] = new JsonArray("100") };

    private JsonObject WellKnown(MessageDescriptor message) => message.Name switch
    {
        "Timestamp" => new() { ["type"] = "string", ["format"] = "date-time", ["examples"] = new JsonArray("2026-06-02T09:00:00Z") },
        "Duration" => new() { ["type"] = "string", ["pattern"] = @"^-?[0-9]+(\.[0-9]{1,9})?s$", ["examples"] = new JsonArray("3600s") },
        "FieldMask" => new() { ["type"] = "string", ["examples"] = new JsonArray("name,openHours.from") },
        "Any" => new() { ["type"] = "object", ["properties"] = new JsonObject { ["@type"] = new JsonObject { ["type"] = "string" } }, ["required"] = new JsonArray("@type") },
        "Empty" => new() { ["type"] = "object" },
        _ => Plain(message.FindFieldByNumber(1)), // a wrapper
    };

    private JsonObject Enum(EnumDescriptor type)
    {
        var name = Name(type.FullName);
        if (!made.ContainsKey(name))
        {
            var schema = made[name] = new() { ["type"] = "string" };
            FieldBounds.Describe(schema, comments.Of(type.FullName));
            schema["enum"] = new JsonArray([.. type.Values.Select(value => (JsonNode?)value.Name)]);
            schema["x-enum-descriptions"] = new JsonArray([.. type.Values.Select(value => (JsonNode?)comments.Of(value))]);
        }

        return Reference(name);
    }
}

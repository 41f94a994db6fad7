using System.Text.Json;
using Aftersales.Contracts.Standard.Rpc;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Gateway.Json;

/// <summary>A packed detail of an error: its type and its fields. Only written, since no request holds one; of another type than an error's, the type alone.</summary>
internal sealed class JsonAny : JsonValue<Any>
{
    private static readonly TypeRegistry Details = TypeRegistry.FromFiles(ErrorInfo.Descriptor.File);

    public override bool IsText => false;

    public override bool Read(ref JsonInput input, out Any value)
    {
        value = new();
        return input.Refuse(Flaw.Type, "cannot be given in JSON");
    }

    public override void Write(Utf8JsonWriter json, Any value)
    {
        json.WriteStartObject();
        json.WriteString("@type", value.TypeUrl);
        if (Details.Find(Any.GetTypeName(value.TypeUrl)) is { } type)
            JsonMessage.Of(type).WriteFields(json, type.Parser.ParseFrom(value.Value));
        json.WriteEndObject();
    }

    public override string? Parse(string text, out Any value) => throw new NotSupportedException("an Any has no form as text");
}

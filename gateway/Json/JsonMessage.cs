using System.Collections.Concurrent;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Json;

/// <summary>
/// One message type in JSON, by the rules of ProtoJSON: names in lowerCamelCase (the contract's own are read too), 64-bit numbers as strings, enums by
/// name, bytes in base64. Written are all fields without presence, also at their defaults, so that readers need not know these. Put together from the
/// descriptor when the type is first met; reading and writing go through typed delegates after that. Safe for concurrent use.
/// </summary>
internal sealed class JsonMessage
{
    private static readonly ConcurrentDictionary<MessageDescriptor, JsonMessage> Known = [];

    private readonly JsonField[] fields;

    private JsonMessage(MessageDescriptor message) => fields = [.. message.Fields.InDeclarationOrder().Select(JsonFields.Of)];

    public static JsonMessage Of(MessageDescriptor message) => Known.GetOrAdd(message, static type => new(type));

    /// <summary>The field of either name; null when there is none.</summary>
    public JsonField? Find(string name) => fields.FirstOrDefault(field => field.Descriptor.Name == name || field.Descriptor.JsonName == name);

    /// <summary>Reads the present object into a message; what is wrong goes to the findings, all of it.</summary>
    public bool Read(ref JsonInput input, IMessage message)
    {
        if (input.Reader.TokenType is not JsonTokenType.StartObject)
            return input.Refuse(Flaw.Type, "must be an object");
        var seen = new Seen(fields.Length);
        var last = -1;
        while (input.Reader.Read() && input.Reader.TokenType is JsonTokenType.PropertyName && !input.Findings.IsFull)
        {
            // Senders mostly keep the contract's order.
            var index = IndexOf(ref input.Reader, last + 1);
            if (index < 0)
                RefuseUnknown(ref input);
            else
                ReadField(ref input, message, last = index, ref seen);
        }

        return true;
    }

    /// <summary>Writes the message as an object.</summary>
    /// <exception cref="ArgumentException">A value lies outside the range of its type, which a service must not answer with.</exception>
    public void Write(Utf8JsonWriter json, IMessage message)
    {
        json.WriteStartObject();
        WriteFields(json, message);
        json.WriteEndObject();
    }

    /// <summary>Writes the fields into an object that is open.</summary>
    public void WriteFields(Utf8JsonWriter json, IMessage message)
    {
        foreach (var field in fields)
        {
            if (!field.IsWritten(message))
                continue;
            json.WritePropertyName(field.JsonName);
            field.Write(json, message);
        }
    }

    private static void RefuseUnknown(ref JsonInput input)
    {
        input.Findings.AddAt(input.Text() ?? "?", Flaw.UnknownField, "is no field of the request");
        input.Reader.Skip();
    }

    private void ReadField(ref JsonInput input, IMessage message, int index, ref Seen seen)
    {
        var field = fields[index];
        input.Findings.Enter(field.Descriptor.Name);
        input.Reader.Read();
        if (!seen.Add(index))
            input.Refuse(Flaw.Twice, "must not be given twice");
        else if (input.Reader.TokenType is not JsonTokenType.Null) // null is as if it were not there
        {
            if (OtherOfOneof(field, seen) is { } other)
                input.Refuse(Flaw.Oneof, $"cannot be given together with {other}");
            else
                field.Read(ref input, message);
            seen.Fill(index);
        }

        input.Findings.Leave();
    }

    private string? OtherOfOneof(JsonField field, Seen seen)
    {
        if (field.Descriptor.RealContainingOneof is not { } oneof)
            return null;
        for (var i = 0; i < fields.Length; i++)
        {
            if (seen.IsFilled(i) && fields[i].Descriptor.RealContainingOneof == oneof)
                return fields[i].Descriptor.Name;
        }

        return null;
    }

    private int IndexOf(ref Utf8JsonReader reader, int start)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var index = (start + i) % fields.Length;
            if (fields[index].IsNamed(ref reader))
                return index;
        }

        return -1;
    }

    /// <summary>Which fields an object has had, and which of them with a value other than null.</summary>
    private readonly struct Seen(int count)
    {
        private readonly byte[] states = new byte[count];

        public bool Add(int index)
        {
            if (states[index] != 0)
                return false;
            states[index] = 1;
            return true;
        }

        public void Fill(int index) => states[index] = 2;

        public bool IsFilled(int index) => states[index] == 2;
    }
}

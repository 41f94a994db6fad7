using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Json;

/// <summary>One field of a message type in JSON, in a path or in a query.</summary>
internal abstract class JsonField(FieldDescriptor descriptor)
{
    private readonly JsonEncodedText name = JsonEncodedText.Encode(descriptor.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    public FieldDescriptor Descriptor { get; } = descriptor;

    public JsonEncodedText JsonName { get; } = JsonEncodedText.Encode(descriptor.JsonName, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>Whether the present property is this field.</summary>
    public bool IsNamed(ref Utf8JsonReader reader) => reader.ValueTextEquals(JsonName.EncodedUtf8Bytes) || reader.ValueTextEquals(name.EncodedUtf8Bytes);

    /// <summary>Whether the field is written: always without presence, else when it is set.</summary>
    public abstract bool IsWritten(IMessage message);

    /// <summary>Reads the present value into the message.</summary>
    public abstract void Read(ref JsonInput input, IMessage message);

    /// <summary>Writes the field's value.</summary>
    public abstract void Write(Utf8JsonWriter json, IMessage message);

    /// <summary>Takes a value from a path or query: sets the field, or adds to it when it is repeated.</summary>
    /// <returns>Null, or what is asked for.</returns>
    public virtual string? Parse(string text, IMessage message) => "cannot be given in a path or query";

    /// <summary>Whether the field has another value than this text says; false when it has none.</summary>
    public virtual bool Contradicts(string text, IMessage message) => false;

    /// <summary>The message in this field, made when it is not there; null when the field holds none.</summary>
    public virtual IMessage? Child(IMessage message) => null;
}

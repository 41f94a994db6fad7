using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Json;

/// <summary>A message within another.</summary>
/// <param name="type">Its type, whose fields are looked up when the first one is met: types may hold themselves.</param>
internal sealed class JsonObject<T>(MessageDescriptor type) : JsonValue<T>
{
    private readonly Lazy<JsonMessage> message = new(() => JsonMessage.Of(type));

    public override bool IsText => false;

    public T New() => (T)type.New();

    public override bool Read(ref JsonInput input, out T value)
    {
        value = New();
        return message.Value.Read(ref input, (IMessage)value!);
    }

    public override void Write(Utf8JsonWriter json, T value) => message.Value.Write(json, (IMessage)value!);

    public override string? Parse(string text, out T value) => throw new NotSupportedException($"{type.FullName} has no form as text");
}

internal static class MessageDescriptors
{
    /// <summary>An empty message of this type.</summary>
    public static IMessage New(this MessageDescriptor type) => type.Parser.ParseFrom(ReadOnlySpan<byte>.Empty);
}

using Aftersales.Gateway.Json;
using Google.Protobuf;

namespace Aftersales.Gateway.Transcoding;

/// <summary>Reads a service's messages and writes them as JSON: whole, or the one field that the contract's option names.</summary>
internal sealed class ReplyMap
{
    private readonly MessageParser parser;
    private readonly JsonMessage whole;
    private readonly JsonField? body;

    /// <exception cref="FormatException">The contract's option names a field that is not there.</exception>
    public ReplyMap(HttpBinding binding)
    {
        var type = binding.Method.OutputType;
        parser = type.Parser;
        whole = JsonMessage.Of(type);
        body = binding.ResponseBody.Length == 0
            ? null
            : whole.Find(binding.ResponseBody) ?? throw new FormatException($"{binding.Method.FullName}: {type.FullName} has no field {binding.ResponseBody}");
        Tag = EntityTag.Of(binding.Method);
    }

    /// <summary>Where the reply's version is; null when it has none.</summary>
    public EntityTag? Tag { get; }

    public IMessage Parse(ReadOnlySpan<byte> message) => parser.ParseFrom(message);

    public void Write(JsonOutput output, IMessage message)
    {
        if (body is null)
            whole.Write(output.Json, message);
        else if (body.IsWritten(message))
            body.Write(output.Json, message);
        else
            output.Json.WriteNullValue();
    }
}

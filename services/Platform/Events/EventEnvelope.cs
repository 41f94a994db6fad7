using System.Buffers;
using System.Text;
using System.Text.Json;
using Aftersales.Contracts;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using NodaTime.Text;

namespace Aftersales.Platform.Events;

/// <summary>Puts contract events into CloudEvents 1.0 envelopes (contracts.md): our own id, type, source and subject survive the sidecar.</summary>
public sealed class EventEnvelope(string service)
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    /// <summary>The topic that this service publishes on.</summary>
    public string Topic { get; } = $"aftersales.{service}";

    // What the contract names, or else the service's own.
    private string TopicOf(MessageDescriptor type) => type.GetOptions()?.GetExtension(AccessExtensions.Topic) is { Length: > 0 } named ? $"aftersales.{named}" : Topic;

    public OutboxMessage Wrap(IMessage told, Call call, string aggregate, long version, int index)
    {
        var id = $"{service}/{aggregate}/{version}/{index}";
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", $"{call.Merchant}/{id}");
            json.WriteString("source", service);
            json.WriteString("type", told.Descriptor.FullName);
            json.WriteString("subject", aggregate);
            json.WriteString("time", InstantPattern.ExtendedIso.Format(call.Now));
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("merchant", call.Merchant);
            if (System.Diagnostics.Activity.Current?.Id is { } trace)
                json.WriteString("traceparent", trace);
            json.WritePropertyName("data");
            json.WriteRawValue(Formatter.Format(told), skipInputValidation: true);
            json.WriteEndObject();
        }

        return new($"{call.Merchant}/{id}", aggregate, version, TopicOf(told.Descriptor), Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}

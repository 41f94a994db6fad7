using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aftersales.Contracts.Dapr;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Sidecar.Events;

/// <summary>CloudEvents 1.0 as a sidecar makes them, keeps them and hands them over.</summary>
internal static class CloudEvent
{
    public const string MediaType = "application/cloudevents+json";

    private static readonly string[] Required = ["id", "source", "type", "specversion"];
    private static readonly HashSet<string> OutsideExtensions = [.. Required, "datacontenttype", "data", "data_base64"];

    /// <summary>Puts plain content into an envelope of the sidecar's own.</summary>
    /// <exception cref="InvalidEventException">It is said to be JSON and is not.</exception>
    public static byte[] Wrap(ReadOnlyMemory<byte> data, string contentType, EventOrigin origin)
    {
        var envelope = new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["source"] = origin.AppId,
            ["type"] = "com.dapr.event.sent",
            ["specversion"] = "1.0",
            ["time"] = origin.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["datacontenttype"] = contentType.Length > 0 ? contentType : "text/plain",
        };
        if (IsJson(contentType))
            envelope["data"] = Parse(data);
        else if (contentType.Length == 0 || contentType.StartsWith("text/", StringComparison.Ordinal))
            envelope["data"] = Encoding.UTF8.GetString(data.Span);
        else
            envelope["data_base64"] = Convert.ToBase64String(data.Span);
        return Finish(envelope, origin);
    }

    /// <summary>Takes a whole CloudEvent; its own id, type, source, subject and extensions stay.</summary>
    /// <exception cref="InvalidEventException">It is no CloudEvent.</exception>
    public static byte[] Take(ReadOnlyMemory<byte> json, EventOrigin origin)
    {
        var envelope = Parse(json) as JsonObject ?? throw new InvalidEventException("a CloudEvent must be a JSON object");
        foreach (var name in Required)
        {
            if (envelope[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String || value.GetValue<string>().Length == 0)
                throw new InvalidEventException($"a CloudEvent must have a {name}");
        }

        if (envelope["data_base64"] is { } base64 && !IsBase64(base64))
            throw new InvalidEventException("data_base64 is not base64");
        return Finish(envelope, origin);
    }

    /// <summary>What the app gets.</summary>
    /// <param name="path">From the event's type, the path of the route that fits.</param>
    public static TopicEventRequest ToRequest(byte[] body, string pubSub, string topic, Func<string, string> path)
    {
        using var document = JsonDocument.Parse(body);
        var envelope = document.RootElement;
        var contentType = Text(envelope, "datacontenttype");
        var type = Text(envelope, "type");
        return new()
        {
            Id = Text(envelope, "id"),
            Source = Text(envelope, "source"),
            Type = type,
            SpecVersion = Text(envelope, "specversion"),
            DataContentType = contentType,
            Data = Data(envelope, contentType),
            Topic = topic,
            PubsubName = pubSub,
            Path = path(type),
            Extensions = Extensions(envelope),
        };
    }

    /// <summary>Whether content of this media type is JSON.</summary>
    public static bool IsJson(string contentType) =>
        contentType.Split(';')[0].Trim() is "application/json" || contentType.Split(';')[0].Trim().EndsWith("+json", StringComparison.Ordinal);

    private static bool IsBase64(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.String && System.Buffers.Text.Base64.IsValid(node.GetValue<string>());

    private static byte[] Finish(JsonObject envelope, EventOrigin origin)
    {
        envelope["pubsubname"] = origin.PubSubName;
        envelope["topic"] = origin.Topic;
        if (origin.TraceParent is { Length: > 0 } trace && !envelope.ContainsKey("traceparent"))
            envelope["traceparent"] = trace;
        return Encoding.UTF8.GetBytes(CanonicalJson.Write(JsonSerializer.SerializeToElement(envelope)));
    }

    private static JsonNode? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonNode.Parse(CanonicalJson.Write(document.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidEventException("the event is not JSON");
        }
    }

    private static ByteString Data(JsonElement envelope, string contentType)
    {
        if (envelope.TryGetProperty("data_base64", out var base64))
            return ByteString.FromBase64(base64.GetString());
        if (!envelope.TryGetProperty("data", out var data) || data.ValueKind == JsonValueKind.Null)
            return ByteString.Empty;
        return ByteString.CopyFromUtf8(
            data.ValueKind == JsonValueKind.String && contentType.Length > 0 && !IsJson(contentType) ? data.GetString() : data.GetRawText());
    }

    private static Struct Extensions(JsonElement envelope)
    {
        var extensions = new JsonObject();
        foreach (var attribute in envelope.EnumerateObject().Where(attribute => !OutsideExtensions.Contains(attribute.Name)))
            extensions[attribute.Name] = JsonNode.Parse(attribute.Value.GetRawText());
        return Struct.Parser.ParseJson(extensions.ToJsonString());
    }

    private static string Text(JsonElement envelope, string name) =>
        envelope.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}

/// <summary>Where an event was published.</summary>
internal sealed record EventOrigin(string AppId, string PubSubName, string Topic, DateTimeOffset Time, string? TraceParent);

/// <summary>What was published is not what it is said to be.</summary>
internal sealed class InvalidEventException(string message) : Exception(message);

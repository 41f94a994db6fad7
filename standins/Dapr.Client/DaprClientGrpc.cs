using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Wire = Aftersales.Contracts.Dapr;

namespace Dapr.Client;

/// <summary>The client over the sidecar's gRPC API; its health is asked over HTTP, where alone it is told.</summary>
internal sealed class DaprClientGrpc(GrpcChannel channel, HttpClient http, JsonSerializerOptions json, string? apiToken) : DaprClient
{
    private static readonly TimeSpan BetweenHealthChecks = TimeSpan.FromMilliseconds(500);

    private readonly Wire.Dapr.DaprClient _sidecar = new(channel);

    public override JsonSerializerOptions JsonSerializerOptions => json;

    public override Task PublishEventAsync<TData>(string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default) =>
        PublishJson(pubsubName, topicName, data, null, cancellationToken);

    public override Task PublishEventAsync<TData>(
        string pubsubName, string topicName, TData data, Dictionary<string, string> metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return PublishJson(pubsubName, topicName, data, metadata, cancellationToken);
    }

    public override Task PublishEventAsync(string pubsubName, string topicName, CancellationToken cancellationToken = default) =>
        Publish(pubsubName, topicName, ByteString.Empty, "", null, cancellationToken);

    public override Task PublishEventAsync(
        string pubsubName, string topicName, Dictionary<string, string> metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return Publish(pubsubName, topicName, ByteString.Empty, "", metadata, cancellationToken);
    }

    public override Task PublishByteEventAsync(
        string pubsubName,
        string topicName,
        ReadOnlyMemory<byte> data,
        string dataContentType = "application/json",
        Dictionary<string, string>? metadata = default,
        CancellationToken cancellationToken = default) =>
        Publish(pubsubName, topicName, ByteString.CopyFrom(data.Span), dataContentType, metadata, cancellationToken);

    public override async Task<Dictionary<string, string>> GetSecretAsync(
        string storeName, string key, IReadOnlyDictionary<string, string>? metadata = default, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var request = new Wire.GetSecretRequest { StoreName = storeName, Key = key, Metadata = { AsMap(metadata) } };
        var reply = await Ask("Secret", options => _sidecar.GetSecretAsync(request, options), cancellationToken);
        return new(reply.Data);
    }

    public override async Task<Dictionary<string, Dictionary<string, string>>> GetBulkSecretAsync(
        string storeName, IReadOnlyDictionary<string, string>? metadata = default, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        var request = new Wire.GetBulkSecretRequest { StoreName = storeName, Metadata = { AsMap(metadata) } };
        var reply = await Ask("Bulk secret", options => _sidecar.GetBulkSecretAsync(request, options), cancellationToken);
        return reply.Data.ToDictionary(entry => entry.Key, entry => new Dictionary<string, string>(entry.Value.Secrets));
    }

    public override Task<bool> CheckHealthAsync(CancellationToken cancellationToken = default) =>
        IsHealthy("v1.0/healthz", cancellationToken);

    public override Task<bool> CheckOutboundHealthAsync(CancellationToken cancellationToken = default) =>
        IsHealthy("v1.0/healthz/outbound", cancellationToken);

    public override async Task WaitForSidecarAsync(CancellationToken cancellationToken = default)
    {
        while (!await CheckOutboundHealthAsync(cancellationToken))
            await Task.Delay(BetweenHealthChecks, cancellationToken);
    }

    public override async Task<DaprMetadata> GetMetadataAsync(CancellationToken cancellationToken = default)
    {
        var reply = await Ask("Get metadata", options => _sidecar.GetMetadataAsync(new Wire.GetMetadataRequest(), options), cancellationToken);
        return new(
            reply.Id,
            [],
            new Dictionary<string, string>(reply.ExtendedMetadata),
            [.. reply.RegisteredComponents.Select(c => new DaprComponentsMetadata(c.Name, c.Type, c.Version, [.. c.Capabilities]))]);
    }

    protected override void Dispose(bool disposing)
    {
        channel.Dispose();
        http.Dispose();
    }

    private Task PublishJson<TData>(
        string pubsubName, string topicName, TData data, Dictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        var content = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(data, json));
        return Publish(pubsubName, topicName, content, "application/json", metadata, cancellationToken);
    }

    private Task Publish(
        string pubsubName,
        string topicName,
        ByteString data,
        string dataContentType,
        Dictionary<string, string>? metadata,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(pubsubName);
        ArgumentException.ThrowIfNullOrEmpty(topicName);
        var request = new Wire.PublishEventRequest
        {
            PubsubName = pubsubName,
            Topic = topicName,
            Data = data,
            DataContentType = dataContentType,
            Metadata = { AsMap(metadata) },
        };
        return Ask("Publish", options => _sidecar.PublishEventAsync(request, options), cancellationToken);
    }

    private async Task<T> Ask<T>(string operation, Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken)
    {
        var headers = new Metadata();
        if (!string.IsNullOrWhiteSpace(apiToken))
            headers.Add("dapr-api-token", apiToken);
        try
        {
            return await call(new CallOptions(headers, cancellationToken: cancellationToken));
        }
        catch (RpcException e)
        {
            throw new DaprException($"{operation} operation failed: the Dapr endpoint indicated a failure. See InnerException for details.", e);
        }
    }

    private async Task<bool> IsHealthy(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (!string.IsNullOrWhiteSpace(apiToken))
            request.Headers.Add("dapr-api-token", apiToken);
        try
        {
            using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> AsMap(IReadOnlyDictionary<string, string>? metadata) => new(metadata ?? new Dictionary<string, string>());
}

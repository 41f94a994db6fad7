using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Dapr.Client;

/// <summary>What an app asks of its Dapr sidecar. Create one with <see cref="DaprClientBuilder"/> and keep it for the app's life.</summary>
public abstract class DaprClient : IDisposable
{
    /// <summary>How events are turned into JSON.</summary>
    public abstract JsonSerializerOptions JsonSerializerOptions { get; }

    /// <summary>A call invoker whose calls go through the sidecar to <paramref name="appId"/>.</summary>
    /// <param name="appId">The app to call.</param>
    /// <param name="daprEndpoint">The sidecar's gRPC endpoint; the environment's when null.</param>
    /// <param name="daprApiToken">The token for the sidecar; the environment's when null.</param>
    /// <remarks>Every call of this method opens a channel of its own: call it once for each app and keep the result.</remarks>
    public static CallInvoker CreateInvocationInvoker(string appId, string? daprEndpoint = null, string? daprApiToken = null) =>
        GrpcChannel.ForAddress(daprEndpoint ?? DaprDefaults.GrpcEndpoint)
            .Intercept(new InvocationInterceptor(appId, daprApiToken ?? DaprDefaults.ApiToken));

    /// <summary>Publishes <paramref name="data"/> as JSON.</summary>
    /// <exception cref="DaprException">The sidecar could not be reached or refused.</exception>
    public abstract Task PublishEventAsync<TData>(string pubsubName, string topicName, TData data, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="PublishEventAsync{TData}(string, string, TData, CancellationToken)"/>
    public abstract Task PublishEventAsync<TData>(
        string pubsubName, string topicName, TData data, Dictionary<string, string> metadata, CancellationToken cancellationToken = default);

    /// <summary>Publishes an event without data.</summary>
    /// <exception cref="DaprException">The sidecar could not be reached or refused.</exception>
    public abstract Task PublishEventAsync(string pubsubName, string topicName, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="PublishEventAsync(string, string, CancellationToken)"/>
    public abstract Task PublishEventAsync(
        string pubsubName, string topicName, Dictionary<string, string> metadata, CancellationToken cancellationToken = default);

    /// <summary>Publishes bytes as they are.</summary>
    /// <exception cref="DaprException">The sidecar could not be reached or refused.</exception>
    public abstract Task PublishByteEventAsync(
        string pubsubName,
        string topicName,
        ReadOnlyMemory<byte> data,
        string dataContentType = "application/json",
        Dictionary<string, string>? metadata = default,
        CancellationToken cancellationToken = default);

    /// <summary>Reads one secret: its values by name.</summary>
    /// <exception cref="DaprException">The sidecar could not be reached, or has no such store or secret.</exception>
    public abstract Task<Dictionary<string, string>> GetSecretAsync(
        string storeName, string key, IReadOnlyDictionary<string, string>? metadata = default, CancellationToken cancellationToken = default);

    /// <summary>Reads all secrets of a store.</summary>
    /// <exception cref="DaprException">The sidecar could not be reached, or has no such store.</exception>
    public abstract Task<Dictionary<string, Dictionary<string, string>>> GetBulkSecretAsync(
        string storeName, IReadOnlyDictionary<string, string>? metadata = default, CancellationToken cancellationToken = default);

    /// <summary>Whether the sidecar is up and its app listens.</summary>
    public abstract Task<bool> CheckHealthAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether the sidecar can be used for calls and events out, whatever its app does.</summary>
    public abstract Task<bool> CheckOutboundHealthAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns when <see cref="CheckOutboundHealthAsync"/> is true.</summary>
    public abstract Task WaitForSidecarAsync(CancellationToken cancellationToken = default);

    /// <summary>What the sidecar runs.</summary>
    /// <exception cref="DaprException">The sidecar could not be reached.</exception>
    public abstract Task<DaprMetadata> GetMetadataAsync(CancellationToken cancellationToken = default);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

using System.Text.Json;
using Grpc.Net.Client;

namespace Dapr.Client;

/// <summary>Makes a <see cref="DaprClient"/>; what is not said comes from the environment (<c>DAPR_GRPC_ENDPOINT</c>, <c>DAPR_GRPC_PORT</c>,
/// <c>DAPR_HTTP_ENDPOINT</c>, <c>DAPR_HTTP_PORT</c>, <c>DAPR_API_TOKEN</c>).</summary>
public sealed class DaprClientBuilder
{
    private string _grpcEndpoint = DaprDefaults.GrpcEndpoint;
    private string _httpEndpoint = DaprDefaults.HttpEndpoint;
    private string? _apiToken = DaprDefaults.ApiToken;
    private TimeSpan _timeout;
    private JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);
    private GrpcChannelOptions _channel = new() { ThrowOperationCanceledOnCancellation = true };

    /// <summary>Sets the sidecar's HTTP endpoint.</summary>
    public DaprClientBuilder UseHttpEndpoint(string httpEndpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(httpEndpoint);
        _httpEndpoint = httpEndpoint;
        return this;
    }

    /// <summary>Sets the sidecar's gRPC endpoint.</summary>
    public DaprClientBuilder UseGrpcEndpoint(string grpcEndpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(grpcEndpoint);
        _grpcEndpoint = grpcEndpoint;
        return this;
    }

    /// <summary>Sets how events are turned into JSON.</summary>
    public DaprClientBuilder UseJsonSerializationOptions(JsonSerializerOptions options)
    {
        _json = options;
        return this;
    }

    /// <summary>Sets how the gRPC channel is made.</summary>
    public DaprClientBuilder UseGrpcChannelOptions(GrpcChannelOptions grpcChannelOptions)
    {
        _channel = grpcChannelOptions;
        return this;
    }

    /// <summary>Sets the token that every call to the sidecar carries.</summary>
    public DaprClientBuilder UseDaprApiToken(string? apiToken)
    {
        _apiToken = apiToken;
        return this;
    }

    /// <summary>Sets the time that a call over HTTP may take.</summary>
    public DaprClientBuilder UseTimeout(TimeSpan timeout)
    {
        _timeout = timeout;
        return this;
    }

    /// <summary>Makes the client.</summary>
    /// <exception cref="InvalidOperationException">An endpoint is neither http nor https.</exception>
    public DaprClient Build()
    {
        Check(_grpcEndpoint, "gRPC");
        var http = new HttpClient { BaseAddress = Check(_httpEndpoint, "HTTP") };
        if (_timeout > TimeSpan.Zero)
            http.Timeout = _timeout;
        return new DaprClientGrpc(GrpcChannel.ForAddress(_grpcEndpoint, _channel), http, _json, _apiToken);
    }

    private static Uri Check(string endpoint, string kind)
    {
        var uri = new Uri(endpoint);
        return uri.Scheme is "http" or "https" ? uri : throw new InvalidOperationException($"The {kind} endpoint must use http or https.");
    }
}

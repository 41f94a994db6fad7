using System.Diagnostics;
using System.Net;
using Aftersales.Gateway.Replies;

namespace Aftersales.Gateway.Forwarding;

/// <summary>The connection to the own sidecar, through which everything goes, and calls that the gateway puts together itself.</summary>
internal sealed class SidecarCalls(GatewaySettings settings) : IDisposable
{
    // Of a caller's headers these alone concern the service; the rest was said to the gateway.
    private static readonly string[] PassedOn = ["authorization", "traceparent", "tracestate", "baggage", "x-request-id"];

    private readonly string address = settings.Sidecar.TrimEnd('/');

    public HttpMessageInvoker Invoker { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        KeepAlivePingDelay = TimeSpan.FromMinutes(1),
        ActivityHeadersPropagator = new Yarp.ReverseProxy.Forwarder.ReverseProxyPropagator(DistributedContextPropagator.Current),
    });

    /// <summary>Begins a call in the caller's name; returns when the service begins to answer.</summary>
    /// <param name="frames">Messages as gRPC frames them.</param>
    /// <param name="timeout">The time left, as gRPC's header says it; null for none.</param>
    /// <exception cref="HttpRequestException">The sidecar cannot be reached, or answers with an error of HTTP.</exception>
    public async Task<GrpcReplyStream> Send(ForwardedMethod method, IHeaderDictionary caller, HttpContent frames, string? timeout, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address + method.Path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = frames,
        };
        frames.Headers.TryAddWithoutValidation("content-type", Wire.Grpc.ContentType());
        request.Headers.TryAddWithoutValidation("te", "trailers");
        foreach (var name in PassedOn)
        {
            if (caller.TryGetValue(name, out var values))
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        if (timeout is not null)
            request.Headers.TryAddWithoutValidation(GrpcTimeout.Header, timeout);
        method.AddressTo(request, settings);
        var reply = await Invoker.SendAsync(request, cancel);
        if (reply.StatusCode == HttpStatusCode.OK)
            return new(reply);
        reply.Dispose();
        throw new HttpRequestException($"the sidecar answered with HTTP status {(int)reply.StatusCode}");
    }

    public void Dispose() => Invoker.Dispose();
}

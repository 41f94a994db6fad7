using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Aftersales.Gateway.Replies;

namespace Aftersales.Gateway.Forwarding;

/// <summary>The connection to the own sidecar, through which everything goes, and what it is told of a call.</summary>
internal sealed class SidecarCalls(GatewaySettings settings) : IDisposable
{
    // Of a caller's headers these alone concern the service; the rest was said to the gateway, or to nobody.
    private static readonly string[] OfCaller = ["authorization", "traceparent", "tracestate", "baggage", "x-request-id"];

    /// <summary>What a caller of gRPC says of its messages, which are passed on as they are.</summary>
    private static readonly string[] OfMessages = ["grpc-encoding", "grpc-accept-encoding"];

    private readonly ConcurrentDictionary<string, Uri> addresses = new(StringComparer.Ordinal);

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
    public Task<HttpResponseMessage> Send(ForwardedMethod method, IHeaderDictionary caller, HttpContent frames, string? timeout, CancellationToken cancel)
    {
        frames.Headers.TryAddWithoutValidation("content-type", Wire.Grpc.ContentType());
        return Send(method, caller, frames, timeout, [], cancel);
    }

    /// <summary>The same with messages as their caller framed them.</summary>
    public Task<HttpResponseMessage> SendAsTheyCame(ForwardedMethod method, HttpRequest caller, HttpContent frames, string? timeout, CancellationToken cancel)
    {
        frames.Headers.TryAddWithoutValidation("content-type", Type(caller));
        return Send(method, caller.Headers, frames, timeout, OfMessages, cancel);
    }

    /// <summary>Writes down whom a stream is for, and what of its caller's headers concerns the service.</summary>
    public void Address(HttpRequestMessage request, ForwardedMethod method, HttpRequest caller, string? timeout)
    {
        request.RequestUri = AddressOf(method);
        request.Content?.Headers.TryAddWithoutValidation("content-type", Type(caller));
        Tell(request, method, caller.Headers, timeout, OfMessages);
    }

    public void Dispose() => Invoker.Dispose();

    private async Task<HttpResponseMessage> Send(
        ForwardedMethod method, IHeaderDictionary caller, HttpContent frames, string? timeout, string[] further, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = frames,
        };
        Tell(request, method, caller, timeout, further);
        var reply = await Invoker.SendAsync(request, cancel);
        if (reply.StatusCode == HttpStatusCode.OK)
            return reply;
        // gRPC answers with 200 alone; another answer is something between that failed, and its headers and page are not for the caller.
        reply.Dispose();
        throw new HttpRequestException($"the sidecar answered with HTTP status {(int)reply.StatusCode}");
    }

    private void Tell(HttpRequestMessage request, ForwardedMethod method, IHeaderDictionary caller, string? timeout, string[] further)
    {
        request.Headers.TryAddWithoutValidation("te", "trailers");
        Copy(OfCaller, caller, request);
        Copy(further, caller, request);
        if (timeout is not null)
            request.Headers.TryAddWithoutValidation(GrpcTimeout.Header, timeout);
        method.AddressTo(request, settings);
    }

    private static void Copy(string[] names, IHeaderDictionary from, HttpRequestMessage to)
    {
        foreach (var name in names)
        {
            if (from.TryGetValue(name, out var values))
                to.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
    }

    // Of gRPC-Web the frames are the same, and gRPC's.
    private static string Type(HttpRequest caller) => caller.Wire() is Wire.Grpc ? caller.ContentType! : Wire.Grpc.ContentType();

    private Uri AddressOf(ForwardedMethod method) => addresses.GetOrAdd(method.Path, static (path, sidecar) => new($"{sidecar.TrimEnd('/')}{path}"), settings.Sidecar);
}

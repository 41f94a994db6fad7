using System.Net;
using System.Net.Http.Headers;
using Aftersales.Gateway.Replies;
using Yarp.ReverseProxy.Forwarder;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Forwarding;

/// <summary>Tells the sidecar which app a call is for. A caller's own words to the sidecar never get there.</summary>
internal class SidecarTransformer(ForwardedMethod method, GatewaySettings settings) : HttpTransformer
{
    private const string Prefix = "dapr-";

    protected GatewaySettings Settings => settings;

    /// <summary>The same for another method, or another service.</summary>
    public virtual SidecarTransformer To(ForwardedMethod other) => new(other, settings);

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        var headers = httpContext.Request.Headers;
        foreach (var name in headers.Keys.Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToList())
            headers.Remove(name);
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = null;
        method.AddressTo(proxyRequest, settings);
    }

    /// <summary>gRPC answers with 200 alone; another answer is something between that failed, and its headers and page are not for the caller.</summary>
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse?.StatusCode != HttpStatusCode.OK)
            return false;
        Note(httpContext, proxyResponse.Headers);
        return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        Note(httpContext, proxyResponse.TrailingHeaders);
        return base.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);
    }

    /// <summary>How a call ended that did not end well; null when it did, or was broken off.</summary>
    public static Rpc.Status? Failure(HttpContext context) => context.Items[typeof(Rpc.Status)] as Rpc.Status;

    protected static void Note(HttpContext context, HttpResponseHeaders headers)
    {
        if (headers.NonValidated.TryGetValues(GrpcOutcome.Header, out var status) && status.ToString() is not "0")
            context.Items[typeof(Rpc.Status)] = GrpcOutcome.Read(headers);
    }
}

using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace Aftersales.Gateway.Forwarding;

/// <summary>Tells the sidecar which app a call is for. A caller's own words to the sidecar never get there.</summary>
internal class SidecarTransformer(ForwardedMethod method, GatewaySettings settings) : HttpTransformer
{
    private const string Prefix = "dapr-";

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
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken) =>
        proxyResponse?.StatusCode == HttpStatusCode.OK && await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
}

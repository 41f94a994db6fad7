using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace Aftersales.Gateway.Forwarding;

/// <summary>A stream on its way to the sidecar and back. A caller's own words to the sidecar never get there.</summary>
internal class SidecarTransformer(ForwardedMethod method, SidecarCalls sidecar) : HttpTransformer
{
    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        sidecar.Address(proxyRequest, method, httpContext.Request, httpContext.Request.Headers[GrpcTimeout.Header]);
        return default;
    }

    /// <summary>gRPC answers with 200 alone; another answer is something between that failed, and its headers and page are not for the caller.</summary>
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken) =>
        proxyResponse?.StatusCode == HttpStatusCode.OK && await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
}

using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Replies;

namespace Aftersales.Gateway.GrpcWeb;

/// <summary>gRPC-Web on the one side, gRPC on the other: the frames are the same, and the trailers become a last frame.</summary>
internal sealed class WebTransformer(ForwardedMethod method, SidecarCalls sidecar) : SidecarTransformer(method, sidecar)
{
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (!await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken))
            return false;
        httpContext.Response.ContentType = httpContext.Request.Wire().ContentType();
        return true;
    }

    public override async ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        // A refusal comes as headers alone, where the status stands already.
        if (proxyResponse.Headers.NonValidated.Contains(GrpcOutcome.Header))
            return;
        await httpContext.Response.Body.WriteAsync(WebTrailers.Frame(proxyResponse.TrailingHeaders), cancellationToken);
        await httpContext.Response.Body.FlushAsync(cancellationToken);
    }
}

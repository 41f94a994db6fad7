using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Replies;

namespace Aftersales.Gateway.GrpcWeb;

/// <summary>gRPC-Web on the one side, gRPC on the other: the frames are the same, and the trailers become a last frame.</summary>
internal sealed class WebTransformer(ForwardedMethod method, GatewaySettings settings) : SidecarTransformer(method, settings)
{
    private const byte TrailerFrame = 0x80;
    private const int Prefix = 5;

    public override SidecarTransformer To(ForwardedMethod other) => new WebTransformer(other, Settings);

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Content?.Headers.ContentType = new(Wire.Grpc.ContentType());
        proxyRequest.Headers.TryAddWithoutValidation("te", "trailers");
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (!await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken))
            return false;
        httpContext.Response.ContentType = WebExchange.Of(httpContext).Wire.ContentType();
        return true;
    }

    public override async ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        Note(httpContext, proxyResponse.TrailingHeaders);
        // A refusal comes as headers alone, where the status stands already.
        if (proxyResponse.Headers.Contains("grpc-status"))
            return;
        await httpContext.Response.Body.WriteAsync(Frame(proxyResponse.TrailingHeaders), cancellationToken);
        await httpContext.Response.Body.FlushAsync(cancellationToken);
    }

    private static byte[] Frame(HttpResponseHeaders trailers)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in trailers.NonValidated)
            text.Append(name.ToLowerInvariant()).Append(": ").Append(values.ToString()).Append("\r\n");
        var frame = new byte[Prefix + text.Length];
        frame[0] = TrailerFrame;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)text.Length);
        Encoding.ASCII.GetBytes(text.ToString(), frame.AsSpan(Prefix));
        return frame;
    }
}

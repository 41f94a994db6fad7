namespace Aftersales.Gateway.Replies;

/// <summary>How a caller speaks, and so how it is answered.</summary>
internal enum Wire
{
    /// <summary>JSON, or anything else: plain HTTP.</summary>
    Http,

    /// <summary>gRPC over HTTP/2.</summary>
    Grpc,

    /// <summary>gRPC-Web: gRPC's frames over any HTTP, trailers as the last frame.</summary>
    GrpcWeb,

    /// <summary>gRPC-Web in base64.</summary>
    GrpcWebText,
}

internal static class Wires
{
    private const string Grpc = "application/grpc";
    private const string Web = "application/grpc-web";
    private const string Text = "application/grpc-web-text";

    public static Wire Wire(this HttpRequest request)
    {
        var type = request.ContentType ?? "";
        return Is(type, Text) ? Replies.Wire.GrpcWebText
            : Is(type, Web) ? Replies.Wire.GrpcWeb
            : Is(type, Grpc) && HttpProtocol.IsHttp2(request.Protocol) ? Replies.Wire.Grpc
            : Replies.Wire.Http;
    }

    /// <summary>The content type of an answer; a caller of gRPC in another format than protobuf is told by the service.</summary>
    public static string ContentType(this Wire wire) => wire switch
    {
        Replies.Wire.Grpc => Grpc,
        Replies.Wire.GrpcWeb => Web + "+proto",
        Replies.Wire.GrpcWebText => Text + "+proto",
        _ => "application/json",
    };

    private static bool Is(string type, string wanted) =>
        type.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && (type.Length == wanted.Length || type[wanted.Length] is '+' or ';' or ' ');
}

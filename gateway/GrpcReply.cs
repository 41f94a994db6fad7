using System.Globalization;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway;

/// <summary>Answers that the gateway gives itself, without asking a service.</summary>
internal static class GrpcReply
{
    private const string ContentType = "application/grpc";

    /// <summary>Whether a gRPC client asks, which reads no HTTP errors.</summary>
    public static bool IsGrpc(HttpRequest request) =>
        HttpProtocol.IsHttp2(request.Protocol) && request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Ends the call with this status, as a response of headers only. Nothing may have been sent yet.</summary>
    public static Task Refuse(HttpContext context, StatusCode code, string message, string reason, string? service = null, TimeSpan? retryAfter = null)
    {
        KeyValuePair<string, string>[] metadata = service is null ? [] : [new("service", service)];
        return Write(context, Errors.Status(code, message, reason, metadata, retryAfter: retryAfter));
    }

    private static Task Write(HttpContext context, Rpc.Status status)
    {
        var response = context.Response;
        response.Clear();
        response.ContentType = ContentType;
        response.Headers["grpc-status"] = status.Code.ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(status.Message);
        response.Headers[Errors.Trailer] = Convert.ToBase64String(status.ToByteArray());
        return response.CompleteAsync();
    }
}

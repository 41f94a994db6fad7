using System.Globalization;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Replies;

/// <summary>A refusal to callers of gRPC and gRPC-Web: a response of headers only.</summary>
internal static class GrpcReply
{
    public static Task Write(HttpContext context, Wire wire, Rpc.Status status)
    {
        var response = context.Response;
        response.ContentType = wire.ContentType();
        response.Headers["grpc-status"] = status.Code.ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(status.Message);
        response.Headers[Errors.Trailer] = Convert.ToBase64String(status.ToByteArray());
        return response.CompleteAsync();
    }
}

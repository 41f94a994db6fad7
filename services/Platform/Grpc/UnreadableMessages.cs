using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aftersales.Platform.Grpc;

/// <summary>A message that cannot be read is its sender's mistake. gRPC's server answers with UNKNOWN then, before any interceptor sees the call.</summary>
public static class UnreadableMessages
{
    /// <summary>Says so, with the reason that the contracts name; before the methods are mapped. What is only passed on keeps its status.</summary>
    public static void UseUnreadableMessages(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        var headers = context.Response.Headers;
        // Nothing of ours ends like this: what a feature throws has details.
        if (context.Response.HasStarted || context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is null || headers["grpc-status"] != $"{(int)StatusCode.Unknown}" || headers.ContainsKey(Errors.Trailer))
            return;
        var status = Status();
        headers["grpc-status"] = $"{status.Code}";
        headers["grpc-message"] = Uri.EscapeDataString(status.Message);
        headers[Errors.Trailer] = Convert.ToBase64String(status.ToByteArray());
    });

    /// <summary>INVALID_ARGUMENT.</summary>
    public static Contracts.Standard.Rpc.Status Status() => Errors.Status(StatusCode.InvalidArgument, "the body is no message of this method", "INVALID_REQUEST");
}

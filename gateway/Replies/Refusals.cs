using Aftersales.Platform.Grpc;
using Grpc.Core;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Replies;

/// <summary>Answers that the gateway gives itself, without asking a service, in the words of whoever asks.</summary>
internal static class Refusals
{
    /// <summary>Ends the call with this status. Nothing may have been sent yet.</summary>
    /// <param name="httpStatus">Where HTTP has a more exact word than the table of statuses.</param>
    public static Task Refuse(this HttpContext context, Rpc.Status status, int? httpStatus = null)
    {
        // What was to be said of the caller's origin stays true of a refusal.
        var kept = context.Response.Headers.Where(header => IsKept(header.Key)).ToList();
        context.Response.Clear();
        foreach (var (name, values) in kept)
            context.Response.Headers[name] = values;
        var wire = context.Request.Wire();
        return wire is Wire.Http ? JsonReply.Write(context, status, httpStatus) : GrpcReply.Write(context, wire, status);
    }

    /// <param name="service">App id of the service that is meant, where one is.</param>
    public static Task Refuse(this HttpContext context, StatusCode code, string message, string reason, string? service = null, TimeSpan? retryAfter = null) =>
        context.Refuse(Errors.Status(code, message, reason, service is null ? [] : [new("service", service)], retryAfter: retryAfter));

    private static bool IsKept(string header) =>
        header.StartsWith("access-control-", StringComparison.OrdinalIgnoreCase) || header is "Vary" or "WWW-Authenticate" or CallIds.RequestId or CallIds.TraceId or "Allow";
}

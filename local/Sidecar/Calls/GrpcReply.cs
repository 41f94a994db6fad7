using System.Text;
using Grpc.Core;
using Microsoft.Extensions.Primitives;

namespace Aftersales.Sidecar.Calls;

/// <summary>A gRPC answer that consists of a status alone.</summary>
internal static class GrpcReply
{
    public const string StatusName = "grpc-status";
    public const string MessageName = "grpc-message";

    /// <summary>Ends the call with a status of the sidecar's own, as well as that is possible at this point.</summary>
    public static void End(HttpContext context, StatusCode code, string message)
    {
        if (context.Response.HasStarted)
        {
            context.Response.AppendTrailer(StatusName, ((int)code).ToString());
            context.Response.AppendTrailer(MessageName, Encode(message));
            return;
        }

        context.Response.Headers.Clear();
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/grpc";
        context.Response.Headers[StatusName] = ((int)code).ToString();
        context.Response.Headers[MessageName] = Encode(message);
    }

    /// <summary>The form in which gRPC sends a message: printable ASCII, the rest in per cent.</summary>
    public static StringValues Encode(string message)
    {
        var encoded = new StringBuilder(message.Length);
        foreach (var b in Encoding.UTF8.GetBytes(message))
        {
            if (b is >= 0x20 and < 0x7f and not (byte)'%')
                encoded.Append((char)b);
            else
                encoded.Append('%').Append(b.ToString("X2"));
        }

        return encoded.ToString();
    }
}

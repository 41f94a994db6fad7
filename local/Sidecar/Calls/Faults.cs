using System.Net;
using System.Net.Http;
using Grpc.Core;

namespace Aftersales.Sidecar.Calls;

/// <summary>What a broken connection or stream means in gRPC's terms.</summary>
internal static class Faults
{
    private const long RefusedStream = 7;
    private const long Cancel = 8;
    private const long EnhanceYourCalm = 11;
    private const long InadequateSecurity = 12;

    public static StatusCode CodeOf(Exception fault)
    {
        for (var e = fault; e is not null; e = e.InnerException)
        {
            if (e is HttpProtocolException reset)
                return CodeOf(reset);
        }

        return StatusCode.Unavailable;
    }

    /// <summary>What an HTTP status other than 200 means, from something in between that does not speak gRPC.</summary>
    public static StatusCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    // A GOAWAY or a lost connection has no code of a stream: the app is going or gone.
    private static StatusCode CodeOf(HttpProtocolException reset) => reset.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded
        ? StatusCode.Unavailable
        : reset.ErrorCode switch
        {
            0 or RefusedStream => StatusCode.Unavailable,
            Cancel => StatusCode.Cancelled,
            EnhanceYourCalm => StatusCode.ResourceExhausted,
            InadequateSecurity => StatusCode.PermissionDenied,
            _ => StatusCode.Internal,
        };
}

using System.Globalization;
using System.Net.Http.Headers;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Replies;

/// <summary>How a call of gRPC ended, as its trailers say, or its headers where nothing else came.</summary>
internal static class GrpcOutcome
{
    public const string Header = "grpc-status";

    /// <summary>How a call ended that did not end well; null when it did.</summary>
    public static Rpc.Status? Failure(HttpResponseHeaders from) =>
        from.NonValidated.TryGetValues(Header, out var status) && status.ToString() is "0" ? null : Read(from);

    public static Rpc.Status Read(HttpResponseHeaders from)
    {
        if (!int.TryParse(One(from, Header), CultureInfo.InvariantCulture, out var code))
            return Errors.Status(StatusCode.Unavailable, "the service broke off", "SERVICE_UNAVAILABLE");
        var status = Details(One(from, Errors.Trailer)) ?? new() { Message = Uri.UnescapeDataString(One(from, "grpc-message") ?? "") };
        status.Code = code;
        return status;
    }

    private static Rpc.Status? Details(string? trailer)
    {
        if (trailer is null)
            return null;
        try
        {
            return Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(trailer.PadRight((trailer.Length + 3) / 4 * 4, '=')));
        }
        catch (Exception malformed) when (malformed is FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string? One(HttpResponseHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}

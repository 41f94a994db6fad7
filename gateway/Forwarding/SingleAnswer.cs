using System.Net.Http.Headers;
using Aftersales.Gateway.GrpcWeb;
using Aftersales.Gateway.Replies;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Forwarding;

/// <summary>The answer to a call with one request: passed on with what follows it, and sent off once.</summary>
internal static class SingleAnswer
{
    private const int Piece = 4096;
    private const int MostUnsent = 64 * 1024;

    // Of the connection between gateway and sidecar, not of the call.
    private static readonly HashSet<string> OfConnection =
        new(["connection", "keep-alive", "transfer-encoding", "content-length", "date", "server", "trailer", "upgrade"], StringComparer.OrdinalIgnoreCase);

    /// <returns>How the call ended; null where it ended well.</returns>
    public static async Task<Rpc.Status?> Pass(HttpContext context, HttpResponseMessage reply, CancellationToken cancel)
    {
        var wire = context.Request.Wire();
        Copy(reply.Headers, context.Response);
        Copy(reply.Content.Headers, context.Response);
        if (wire is not Wire.Grpc)
            context.Response.ContentType = wire.ContentType();
        // A refusal comes as headers alone, where the status stands already.
        if (reply.Headers.NonValidated.Contains(GrpcOutcome.Header))
            return GrpcOutcome.Failure(reply.Headers);

        await PassBody(context.Response, await reply.Content.ReadAsStreamAsync(cancel), cancel);
        if (wire is Wire.Grpc)
            Follow(context.Response, reply.TrailingHeaders);
        else
            await context.Response.BodyWriter.WriteAsync(WebTrailers.Frame(reply.TrailingHeaders), cancel);
        return GrpcOutcome.Failure(reply.TrailingHeaders);
    }

    private static async Task PassBody(HttpResponse to, Stream from, CancellationToken cancel)
    {
        var writer = to.BodyWriter;
        for (var unsent = 0; ;)
        {
            var read = await from.ReadAsync(writer.GetMemory(Piece), cancel);
            if (read == 0)
                return;
            writer.Advance(read);
            unsent += read;
            if (unsent < MostUnsent)
                continue;
            await writer.FlushAsync(cancel);
            unsent = 0;
        }
    }

    private static void Copy(HttpHeaders from, HttpResponse to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            if (!OfConnection.Contains(name))
                to.Headers.Append(name, Several(values));
        }
    }

    private static void Follow(HttpResponse answer, HttpResponseHeaders trailers)
    {
        foreach (var (name, values) in trailers.NonValidated)
            answer.AppendTrailer(name, Several(values));
    }

    private static Microsoft.Extensions.Primitives.StringValues Several(HeaderStringValues values) => values.Count == 1 ? values.ToString() : values.ToArray();
}

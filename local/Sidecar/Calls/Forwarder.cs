using System.Buffers;
using System.Net;
using Grpc.Core;

namespace Aftersales.Sidecar.Calls;

/// <summary>Passes a gRPC call of any kind on over HTTP/2, as bytes: no message is read, and none is held back.</summary>
internal sealed class Forwarder(int maxMessageBytes, CancellationToken stopping) : IDisposable
{
    private const int PieceSize = 16 * 1024;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        InitialHttp2StreamWindowSize = 1024 * 1024,
    });

    /// <summary>Runs the call against <paramref name="target"/>; every end of it, good or bad, is a gRPC status to the caller.</summary>
    /// <param name="target">Scheme, host and port.</param>
    /// <param name="added">The metadata that this leg adds.</param>
    /// <param name="toApp">Whether the other end is an app; else it is another sidecar, which has done its part.</param>
    public async Task ForwardAsync(HttpContext context, Uri target, IEnumerable<(string Name, string Value)> added, bool toApp)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        using var body = new RequestBody(context.Request.BodyReader, maxMessageBytes, ended.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target, context.Request.Path.ToUriComponent()))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        context.Request.Headers.CopyTo(request);
        foreach (var (name, value) in added)
            request.Headers.TryAddWithoutValidation(name, value);
        Traces.Continue(request);

        try
        {
            using var reply = await _http.SendAsync(request, ended.Token);
            await RelayAsync(reply, context, toApp, ended.Token);
        }
        catch (Exception e)
        {
            EndBroken(context, body, e);
        }
        finally
        {
            // A callee may answer before the caller has finished sending; then the rest is not wanted.
            await ended.CancelAsync();
            await body.WhenDoneAsync();
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task RelayAsync(HttpResponseMessage reply, HttpContext context, bool fromApp, CancellationToken cancellation)
    {
        if (reply.StatusCode != HttpStatusCode.OK)
        {
            GrpcReply.End(context, Faults.CodeOf(reply.StatusCode), $"the callee answered with HTTP status {(int)reply.StatusCode}");
            return;
        }

        await using var messages = await reply.Content.ReadAsStreamAsync(cancellation);
        var sizes = new MessageSizes(maxMessageBytes);
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            var length = await messages.ReadAsync(piece, cancellation);
            if (length == 0)
            {
                EndWithoutMessage(reply, context.Response, fromApp);
                return;
            }

            reply.CopyTo(context.Response.Headers);
            var output = context.Response.BodyWriter;
            while (length > 0)
            {
                if (!sizes.Accept(piece.AsSpan(0, length)))
                    throw new MessageTooLargeException();
                output.Write(piece.AsSpan(0, length));
                var next = messages.ReadAsync(piece, cancellation);
                // The end of a unary call is usually there already: then message and trailers leave together.
                if (!next.IsCompletedSuccessfully)
                    await output.FlushAsync(cancellation);
                length = await next;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        foreach (var (name, values) in Ending(reply, fromApp))
            context.Response.AppendTrailer(name, values);
    }

    // As with a real sidecar, the app's initial metadata reaches the caller with the first message or not at all.
    private static void EndWithoutMessage(HttpResponseMessage reply, HttpResponse response, bool fromApp)
    {
        response.ContentType = "application/grpc";
        foreach (var (name, values) in Ending(reply, fromApp))
            response.Headers[name] = values;
    }

    private static HeaderDictionary Ending(HttpResponseMessage reply, bool fromApp)
    {
        var ending = new HeaderDictionary();
        CallHeaders.Copy(reply.Headers.Contains(GrpcReply.StatusName) ? reply.Headers : reply.TrailingHeaders, ending);
        if (!ending.ContainsKey(GrpcReply.StatusName))
        {
            ending[GrpcReply.StatusName] = ((int)StatusCode.Internal).ToString();
            ending[GrpcReply.MessageName] = "the callee ended the call without a status";
        }
        else if (fromApp && ending.TryGetValue(StatusDetails.Name, out var details))
        {
            var (code, message) = StatusDetails.Read(details.ToString());
            ending[GrpcReply.StatusName] = ((int)code).ToString();
            ending[GrpcReply.MessageName] = GrpcReply.Encode(message);
        }

        return ending;
    }

    private void EndBroken(HttpContext context, RequestBody body, Exception e)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return;
        if (body.IsTooLarge || e is MessageTooLargeException)
            GrpcReply.End(context, StatusCode.ResourceExhausted, $"a message is larger than {maxMessageBytes} bytes");
        else if (stopping.IsCancellationRequested)
            GrpcReply.End(context, StatusCode.Cancelled, "the sidecar is stopping");
        else
            GrpcReply.End(context, Faults.CodeOf(e), "the callee could not be reached, or broke off");
    }
}

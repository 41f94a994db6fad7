using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Json;
using Aftersales.Gateway.Replies;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Transcoding;

/// <summary>
/// A stream of messages, each sent at once. As lines of JSON: <c>{"result":…}</c> for each message, and <c>{"error":…}</c> last when the stream fails
/// after its first. As server-sent events, when asked for: <c>message</c>, <c>error</c>, and <c>end</c> for a stream that is complete, since browsers
/// would begin it anew otherwise.
/// </summary>
internal sealed class StreamReply(HttpContext context, ReplyMap map, GrpcReplyStream reply)
{
    public const string Events = "text/event-stream";

    private readonly bool isEvents = context.Request.Headers.Accept.Any(accept => accept?.Contains(Events, StringComparison.OrdinalIgnoreCase) is true);

    public async Task Send(CancellationToken cancel)
    {
        using var output = JsonOutput.Rent();
        while (await reply.Next(cancel))
        {
            await Begin();
            WriteResult(output);
            await Flush(output, cancel);
        }

        var outcome = reply.Outcome();
        if (outcome.Code != (int)StatusCode.OK && !context.Response.HasStarted)
        {
            await context.Refuse(outcome);
            return;
        }

        await Begin();
        if (outcome.Code != (int)StatusCode.OK)
            WriteError(output, outcome);
        else if (isEvents)
            output.Add("event: end\ndata: {}\n\n"u8);
        await Flush(output, cancel);
    }

    private async Task Begin()
    {
        if (context.Response.HasStarted)
            return;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = isEvents ? Events : RequestBody.Lines;
        context.Response.Headers.CacheControl = "no-store";
        // Some proxies hold events back until there are many.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.StartAsync(context.RequestAborted);
    }

    private void WriteResult(JsonOutput output)
    {
        var message = map.Parse(reply.Message.Span);
        output.Add(isEvents ? "data: "u8 : "{\"result\":"u8);
        map.Write(output, message);
        output.Add(isEvents ? "\n\n"u8 : "}\n"u8);
    }

    private void WriteError(JsonOutput output, Rpc.Status status)
    {
        output.Add(isEvents ? "event: error\ndata: "u8 : "{\"error\":"u8);
        JsonReply.Write(output, status);
        output.Add(isEvents ? "\n\n"u8 : "}\n"u8);
    }

    private async Task Flush(JsonOutput output, CancellationToken cancel)
    {
        await context.Response.BodyWriter.WriteAsync(output.Text, cancel);
        output.Clear();
    }
}

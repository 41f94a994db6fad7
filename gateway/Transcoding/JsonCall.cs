using System.Buffers.Binary;
using System.Diagnostics;
using Aftersales.Gateway.Access;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Gates;
using Aftersales.Gateway.Json;
using Aftersales.Gateway.Replies;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Transcoding;

/// <summary>A method of the suite as JSON over HTTP: the request becomes gRPC's message, goes the way of all calls, and the answer becomes JSON.</summary>
internal sealed partial class JsonCall(
    HttpBinding binding, SidecarCalls sidecar, ServiceGates gates, ServiceChoice choice, GatewaySettings settings, ILogger<JsonCall> log)
{
    private const int Prefix = 5;

    private readonly ForwardedMethod method = ForwardedMethod.Of(binding.Method);
    private readonly ServiceGate gate = gates.Of(ForwardedMethod.Of(binding.Method));
    private readonly Lazy<RequestMap> requests = new(() => new(binding));
    private readonly Lazy<ReplyMap> replies = new(() => new(binding));

    /// <param name="variables">The path's, still encoded.</param>
    public async Task Handle(HttpContext context, string[] variables)
    {
        using var deadline = new Deadline(context, settings, method.IsStream);
        var target = method;
        try
        {
            if (binding.Method.IsClientStreaming)
            {
                using var upload = UploadContent.Of(context.Request, requests.Value, variables, binding.Method, settings.UploadPatience);
                await Pass(context, target, upload, deadline);
                return;
            }

            var message = await SingleMessage(context, variables, deadline);
            target = method.Input is null ? method : choice.Of(method, message);
            using var frame = new ByteArrayContent(Framed(message));
            await Pass(context, target, frame, deadline);
        }
        catch (UnknownServiceException unknown)
        {
            await context.Refuse(unknown.Status);
        }
        catch (RefusedRequest refused)
        {
            await context.Refuse(refused.Status, refused.HttpStatus);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException or InvalidProtocolBufferException or BadHttpRequestException)
        {
            await Fail(context, target, deadline, broken);
        }
        catch (Exception surprise)
        {
            // Such as a time that a service answers with and that no calendar has.
            Log.Surprised(log, surprise, method.Path);
            if (context.Response.HasStarted)
                context.Abort();
            else
                await context.Refuse(Errors.Status(StatusCode.Internal, "a defect of the suite", "INTERNAL", [new("trace_id", Activity.Current?.TraceId.ToString() ?? "")]));
        }
    }

    private async Task<IMessage> SingleMessage(HttpContext context, string[] variables, Deadline deadline)
    {
        var text = requests.Value.HasBody ? await RequestBody.ReadJson(context.Request, deadline, settings.RequestPatience) : [];
        var findings = new Findings();
        var message = requests.Value.Build(context, text, variables, findings);
        return findings.IsEmpty ? message : throw RefusedRequest.Of(findings);
    }

    private async Task Pass(HttpContext context, ForwardedMethod target, HttpContent frames, Deadline deadline)
    {
        var way = method.Input is null ? gate : gates.Of(target);
        if (await way.Pass(target.Class, context.Caller(), deadline, () => Exchange(context, target, frames, deadline)) is { } closed)
            await context.Refuse(closed);
    }

    /// <returns>Whether the service was away.</returns>
    private async Task<bool> Exchange(HttpContext context, ForwardedMethod target, HttpContent frames, Deadline deadline)
    {
        try
        {
            using var reply = new GrpcReplyStream(await sidecar.Send(target, context.Request.Headers, frames, deadline.Header, deadline.Token));
            if (!binding.Method.IsServerStreaming)
                return await SendOne(context, reply, deadline);
            await new StreamReply(context, replies.Value, reply).Send(deadline.Token);
            return false;
        }
        catch (HttpRequestException) when (frames is UploadContent { Refusal: { } refusal })
        {
            throw refusal;
        }
        finally
        {
            if (frames is UploadContent upload)
                await upload.End();
        }
    }

    private async Task<bool> SendOne(HttpContext context, GrpcReplyStream reply, Deadline deadline)
    {
        IMessage? message = null;
        while (await reply.Next(deadline.Token))
            message = replies.Value.Parse(reply.Message.Span);
        var outcome = reply.Outcome();
        if (outcome.Code != (int)StatusCode.OK)
        {
            await context.Refuse(outcome, IsLostPrecondition(context, outcome) ? StatusCodes.Status412PreconditionFailed : null);
            return deadline.ShowsAway(outcome);
        }

        if (message is null)
            throw new IOException("the service answered with OK and without a message");
        using var output = JsonOutput.Rent();
        replies.Value.Write(output, message);
        if (replies.Value.Tag?.Read(message) is { } tag)
            context.Response.Headers.ETag = tag;
        await JsonReply.Send(context, output);
        return false;
    }

    private async Task Fail(HttpContext context, ForwardedMethod target, Deadline deadline, Exception broken)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return;
        var timedOut = deadline.IsPast && broken is OperationCanceledException;
        Log.Failed(log, target.Path, timedOut ? "the deadline passed" : broken.Message);
        if (context.Response.HasStarted)
            context.Abort();
        else if (broken is BadHttpRequestException bad)
            await context.Refuse(Errors.Status(StatusCode.InvalidArgument, "the body is not one of HTTP", "INVALID_REQUEST"), bad.StatusCode);
        else if (timedOut)
            await context.Refuse(StatusCode.DeadlineExceeded, "no answer came in time", "SERVICE_UNAVAILABLE", target.App);
        else
            await context.Refuse(StatusCode.Unavailable, "the service cannot be reached", "SERVICE_UNAVAILABLE", target.App);
    }

    // A version that the caller named in a header is HTTP's own kind of condition, with a status of its own.
    private static bool IsLostPrecondition(HttpContext context, Rpc.Status status) =>
        status.Code == (int)StatusCode.Aborted && context.Request.Headers.ContainsKey(RequestHeaders.IfMatch);

    /// <summary>A message as gRPC frames it: not compressed, its length, its bytes.</summary>
    public static byte[] Framed(IMessage message)
    {
        var length = message.CalculateSize();
        var frame = new byte[Prefix + length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)length);
        message.WriteTo(frame.AsSpan(Prefix));
        return frame;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Path} was not passed on: {Why}")]
        public static partial void Failed(ILogger log, string path, string why);

        [LoggerMessage(LogLevel.Error, "{Path} failed")]
        public static partial void Surprised(ILogger log, Exception surprise, string path);
    }
}

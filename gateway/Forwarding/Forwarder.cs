using System.Net;
using Aftersales.Gateway.Access;
using Aftersales.Gateway.Gates;
using Aftersales.Gateway.GrpcWeb;
using Aftersales.Gateway.Limits;
using Aftersales.Gateway.Replies;
using Grpc.Core;
using Yarp.ReverseProxy.Forwarder;

namespace Aftersales.Gateway.Forwarding;

/// <summary>
/// Passes calls of gRPC and gRPC-Web to the own sidecar, which finds the service. Nothing is repeated on the way, and of streams nothing is held back.
/// </summary>
internal sealed partial class Forwarder(
    IHttpForwarder forwarder, SidecarCalls sidecar, ServiceGates gates, ServiceChoice choice, GatewaySettings settings, ILogger<Forwarder> log)
{
    // The call's deadline rules; a stream of answers may be silent for long.
    private static readonly ForwarderRequestConfig Stream = Http2(Timeout.InfiniteTimeSpan);
    private readonly ForwarderRequestConfig upload = Http2(settings.UploadPatience);

    public RequestDelegate To(ForwardedMethod method)
    {
        var gate = gates.Of(method);
        if (!method.IsStream)
            return context => Pass(context, () => Single(context, method, gate));
        var (transformer, web) = (new SidecarTransformer(method, sidecar), new WebTransformer(method, sidecar));
        return context => Pass(context, () => Streamed(context, method, gate, context.Request.Wire() is Wire.Grpc ? transformer : web));
    }

    private static Task Pass(HttpContext context, Func<Task> call) => context.Request.Wire() switch
    {
        Wire.Grpc or Wire.GrpcWeb => call(),
        Wire.GrpcWebText => WebText.Run(context, call),
        _ => RefuseType(context),
    };

    private async Task Single(HttpContext context, ForwardedMethod method, ServiceGate gate)
    {
        using var deadline = new Deadline(context, settings, isStream: false);
        if (await SingleRequest.Take(context, deadline, settings.RequestPatience) is not { } message)
            return;
        if (method.Input is not null)
        {
            if (await choice.Read(context, method, message) is not { } chosen)
                return;
            (method, gate) = (chosen, gates.Of(chosen));
        }

        if (await gate.Pass(method.Class, context.Caller(), deadline, () => Exchange(context, method, message, deadline)) is { } refused)
            await context.Refuse(refused);
    }

    /// <returns>Whether the service was away.</returns>
    private async Task<bool> Exchange(HttpContext context, ForwardedMethod method, byte[] message, Deadline deadline)
    {
        try
        {
            using var frames = new ByteArrayContent(message);
            using var reply = await sidecar.SendAsTheyCame(method, context.Request, frames, deadline.Header, deadline.Token);
            return await SingleAnswer.Pass(context, reply, deadline.Token) is { } failure && deadline.ShowsAway(failure);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            if (context.RequestAborted.IsCancellationRequested)
                return false;
            if (context.Response.HasStarted)
                context.Abort();
            return await Fail(context, method, deadline, broken.Message);
        }
    }

    private async Task Streamed(HttpContext context, ForwardedMethod method, ServiceGate gate, SidecarTransformer transformer)
    {
        using var deadline = new Deadline(context, settings, isStream: true);
        if (await gate.Pass(method.Class, context.Caller(), deadline, () => Forward(context, method, transformer, deadline)) is { } refused)
            await context.Refuse(refused);
    }

    /// <returns>Whether the service was away.</returns>
    private async Task<bool> Forward(HttpContext context, ForwardedMethod method, SidecarTransformer transformer, Deadline deadline)
    {
        var error = await forwarder.SendAsync(
            context, settings.Sidecar, sidecar.Invoker, method.Class is MethodClass.Upload ? upload : Stream, transformer, deadline.Token);
        var status = context.Response.StatusCode;
        if (context.RequestAborted.IsCancellationRequested || (error == ForwarderError.None && status == StatusCodes.Status200OK))
            return false;
        // The service has answered, and did not want to hear the rest.
        if (error is ForwarderError.RequestBodyDestination && context.Response.HasStarted)
            return false;
        if (!context.Response.HasStarted && !deadline.IsPast && Flaw(error, context) is var (code, flaw))
        {
            await context.Refuse(code, flaw, "INVALID_REQUEST");
            return false;
        }

        return await Fail(context, method, deadline, $"{error}, HTTP {status}");
    }

    private static (StatusCode Code, string Flaw)? Flaw(ForwarderError error, HttpContext context) => error switch
    {
        ForwarderError.RequestBodyClient when !IsSilent(context.GetForwarderErrorFeature()?.Exception) =>
            (StatusCode.InvalidArgument, "the body breaks off, or is not what its type says"),
        ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled or ForwarderError.RequestTimedOut =>
            (StatusCode.DeadlineExceeded, "nothing more of the upload came"),
        _ => null,
    };

    // Reading the body was given up, and nothing was wrong with what had come.
    private static bool IsSilent(Exception? failure) => failure switch
    {
        AggregateException several => several.Flatten().InnerExceptions.All(IsSilent),
        HttpRequestException or OperationCanceledException => true,
        _ => false,
    };

    /// <returns>Whether the service was away.</returns>
    private async Task<bool> Fail(HttpContext context, ForwardedMethod method, Deadline deadline, string why)
    {
        Log.Failed(log, method.Path, why);
        if (!context.Response.HasStarted && deadline.IsPast)
            await context.Refuse(StatusCode.DeadlineExceeded, "no answer came in time", "SERVICE_UNAVAILABLE", method.App);
        else if (!context.Response.HasStarted)
            await context.Refuse(StatusCode.Unavailable, "the service cannot be reached", "SERVICE_UNAVAILABLE", method.App);
        return !deadline.IsPast || deadline.IsMissed;
    }

    private static ForwarderRequestConfig Http2(TimeSpan silence) => new()
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = silence,
    };

    private static Task RefuseType(HttpContext context)
    {
        var refused = Transcoding.RequestBody.WrongType("application/grpc", "application/grpc-web");
        return context.Refuse(refused.Status, refused.HttpStatus);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Path} was not passed on: {Why}")]
        public static partial void Failed(ILogger log, string path, string why);
    }
}

using System.Net;
using Aftersales.Gateway.GrpcWeb;
using Aftersales.Gateway.Replies;
using Aftersales.Gateway.Transcoding;
using Grpc.Core;
using Yarp.ReverseProxy.Forwarder;

namespace Aftersales.Gateway.Forwarding;

/// <summary>Passes calls of gRPC and gRPC-Web to the own sidecar, which finds the service. Nothing is buffered or repeated on the way.</summary>
internal sealed partial class Forwarder(IHttpForwarder forwarder, SidecarCalls sidecar, GatewaySettings settings, ILogger<Forwarder> log)
{
    private static readonly ForwarderRequestConfig Request = new()
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        // The call's deadline rules; a stream may be silent for long.
        ActivityTimeout = Timeout.InfiniteTimeSpan,
    };

    public RequestDelegate To(ForwardedMethod method)
    {
        var transformer = new SidecarTransformer(method, settings);
        var web = new WebTransformer(method, settings);
        return context => context.Request.Wire() switch
        {
            Wire.Grpc => Send(context, method, transformer),
            Wire.Http => RefuseType(context),
            var wire => WebExchange.Run(context, wire, () => Send(context, method, web)),
        };
    }

    private async Task Send(HttpContext context, ForwardedMethod method, SidecarTransformer transformer)
    {
        using var deadline = new Deadline(context, settings, method.IsStream);
        if (deadline.Header is { } timeout)
            context.Request.Headers[GrpcTimeout.Header] = timeout;
        var error = await forwarder.SendAsync(context, settings.Sidecar, sidecar.Invoker, Request, transformer, deadline.Token);
        var status = context.Response.StatusCode;
        if (context.RequestAborted.IsCancellationRequested || (error == ForwarderError.None && status == StatusCodes.Status200OK))
            return;

        if (error is ForwarderError.RequestBodyClient && !context.Response.HasStarted)
        {
            await context.Refuse(StatusCode.InvalidArgument, "the body breaks off, or is not what its type says", "INVALID_REQUEST");
            return;
        }

        Log.Failed(log, method.Path, error, status);
        if (context.Response.HasStarted)
            return;
        if (deadline.IsPast)
            await context.Refuse(StatusCode.DeadlineExceeded, "no answer came in time", "SERVICE_UNAVAILABLE", method.App);
        else
            await context.Refuse(StatusCode.Unavailable, "the service cannot be reached", "SERVICE_UNAVAILABLE", method.App);
    }

    private static Task RefuseType(HttpContext context)
    {
        var refused = RequestBody.WrongType("application/grpc", "application/grpc-web");
        return context.Refuse(refused.Status, refused.HttpStatus);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Path} was not passed on: {Error}, HTTP {Status}")]
        public static partial void Failed(ILogger log, string path, ForwarderError error, int status);
    }
}

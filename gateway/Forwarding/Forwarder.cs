using System.Net;
using Aftersales.Gateway.Gates;
using Aftersales.Gateway.GrpcWeb;
using Aftersales.Gateway.Replies;
using Aftersales.Gateway.Transcoding;
using Grpc.Core;
using Yarp.ReverseProxy.Forwarder;

namespace Aftersales.Gateway.Forwarding;

/// <summary>Passes calls of gRPC and gRPC-Web to the own sidecar, which finds the service. Nothing is buffered or repeated on the way.</summary>
internal sealed partial class Forwarder(
    IHttpForwarder forwarder, SidecarCalls sidecar, ServiceGates gates, ServiceChoice choice, GatewaySettings settings, ILogger<Forwarder> log)
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
        var gate = gates.Of(method);
        var transformer = new SidecarTransformer(method, settings);
        var web = new WebTransformer(method, settings);
        return context => context.Request.Wire() switch
        {
            Wire.Grpc => Send(context, method, gate, transformer),
            Wire.Http => RefuseType(context),
            var wire => WebExchange.Run(context, wire, () => Send(context, method, gate, web)),
        };
    }

    private async Task Send(HttpContext context, ForwardedMethod method, ServiceGate gate, SidecarTransformer transformer)
    {
        using var deadline = new Deadline(context, settings, method.IsStream);
        if (method.Input is not null)
        {
            if (await choice.Read(context, method, deadline.Token) is not { } chosen)
                return;
            (method, gate, transformer) = (chosen, gates.Of(chosen), transformer.To(chosen));
        }

        if (deadline.Header is { } timeout)
            context.Request.Headers[GrpcTimeout.Header] = timeout;
        if (await gate.Pass(method.Class, deadline, () => Forward(context, method, transformer, deadline)) is { } refused)
            await context.Refuse(refused);
    }

    /// <returns>Whether the service was away.</returns>
    private async Task<bool> Forward(HttpContext context, ForwardedMethod method, SidecarTransformer transformer, Deadline deadline)
    {
        var error = await forwarder.SendAsync(context, settings.Sidecar, sidecar.Invoker, Request, transformer, deadline.Token);
        var status = context.Response.StatusCode;
        if (context.RequestAborted.IsCancellationRequested)
            return false;
        if (error == ForwarderError.None && status == StatusCodes.Status200OK)
            return SidecarTransformer.Failure(context) is { } failure && deadline.ShowsAway(failure);

        if (error is ForwarderError.RequestBodyClient && !context.Response.HasStarted)
        {
            await context.Refuse(StatusCode.InvalidArgument, "the body breaks off, or is not what its type says", "INVALID_REQUEST");
            return false;
        }

        Log.Failed(log, method.Path, error, status);
        if (context.Response.HasStarted)
            return !deadline.IsPast || deadline.IsMissed;
        if (deadline.IsPast)
            await context.Refuse(StatusCode.DeadlineExceeded, "no answer came in time", "SERVICE_UNAVAILABLE", method.App);
        else
            await context.Refuse(StatusCode.Unavailable, "the service cannot be reached", "SERVICE_UNAVAILABLE", method.App);
        return !deadline.IsPast || deadline.IsMissed;
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

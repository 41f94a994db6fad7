using System.Diagnostics;
using System.Net;
using Grpc.Core;
using Yarp.ReverseProxy.Forwarder;

namespace Aftersales.Gateway.Forwarding;

/// <summary>Passes calls to the own sidecar, which finds the service. Nothing is buffered or repeated on the way.</summary>
internal sealed partial class Forwarder(IHttpForwarder forwarder, GatewaySettings settings, ILogger<Forwarder> log) : IDisposable
{
    /// <summary>The service knows the deadline too; its own answer, which says more, shall come first.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private static readonly ForwarderRequestConfig Request = new()
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        // The call's deadline rules; a stream may be silent for long.
        ActivityTimeout = Timeout.InfiniteTimeSpan,
    };

    private readonly HttpMessageInvoker sidecar = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        KeepAlivePingDelay = TimeSpan.FromMinutes(1),
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
    });

    public RequestDelegate To(ForwardedMethod method)
    {
        var transformer = new SidecarTransformer(method, settings);
        return context => Send(context, method, transformer);
    }

    public void Dispose() => sidecar.Dispose();

    private async Task Send(HttpContext context, ForwardedMethod method, SidecarTransformer transformer)
    {
        if (!GrpcReply.IsGrpc(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (!method.IsStream && GrpcTimeout.Parse(context.Request.Headers[GrpcTimeout.Header]) is null)
            context.Request.Headers[GrpcTimeout.Header] = GrpcTimeout.Format(settings.DefaultDeadline);
        var timeout = GrpcTimeout.Parse(context.Request.Headers[GrpcTimeout.Header]);
        using var deadline = timeout < LongestTimer ? new CancellationTokenSource(timeout.Value + Grace, settings.Time) : new();
        var error = await forwarder.SendAsync(context, settings.Sidecar, sidecar, Request, transformer, deadline.Token);
        var status = context.Response.StatusCode;
        if (context.RequestAborted.IsCancellationRequested || (error == ForwarderError.None && status == StatusCodes.Status200OK))
            return;

        Log.Failed(log, method.Path, error, status);
        if (context.Response.HasStarted)
            return;
        if (deadline.IsCancellationRequested)
            await GrpcReply.Refuse(context, StatusCode.DeadlineExceeded, "no answer came in time", "SERVICE_UNAVAILABLE", method.App);
        else
            await GrpcReply.Refuse(context, StatusCode.Unavailable, "the service cannot be reached", "SERVICE_UNAVAILABLE", method.App);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Path} was not passed on: {Error}, HTTP {Status}")]
        public static partial void Failed(ILogger log, string path, ForwarderError error, int status);
    }
}

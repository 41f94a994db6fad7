using System.Diagnostics;
using System.Net;
using Aftersales.Sidecar.Api;
using Aftersales.Sidecar.Calls;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aftersales.Sidecar;

/// <summary>The three ports of a sidecar and who may come in by which.</summary>
internal sealed class Doors(SidecarOptions options, Proxy proxy, HttpApi http)
{
    private static readonly object Key = new();

    private enum Door
    {
        Grpc,
        Http,
        Peer,
    }

    /// <summary>Opens the gRPC API, the HTTP API and the port for other sidecars, in this order, on loopback alone.</summary>
    public static void Open(KestrelServerOptions kestrel, SidecarOptions options)
    {
        // A stream may last, idle and in bytes, as long as its two ends like.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        kestrel.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;
        kestrel.AddServerHeader = false;
        Listen(kestrel, options.GrpcPort, HttpProtocols.Http2, Door.Grpc);
        Listen(kestrel, options.HttpPort, HttpProtocols.Http1, Door.Http);
        Listen(kestrel, 0, HttpProtocols.Http2, Door.Peer);
    }

    /// <summary>The sidecar's one middleware; what it lets pass is the runtime's own gRPC API.</summary>
    public Task EnterAsync(HttpContext context, RequestDelegate next)
    {
        var door = (Door)context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items[Key]!;
        if (door == Door.Http)
            return http.HandleAsync(context);
        Activity.Current?.DisplayName = context.Request.Path.Value!;
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        if (door == Door.Peer)
            return proxy.FromPeerAsync(context);
        if (options.ApiToken is { } token && !Tokens.AreEqual(token, context.Request.Headers[CallHeaders.ApiToken].ToString()))
        {
            GrpcReply.End(context, StatusCode.Unauthenticated, "invalid api token");
            return Task.CompletedTask;
        }

        return context.Request.Path.StartsWithSegments(DaprApi.Service) ? next(context) : proxy.FromAppAsync(context);
    }

    private static void Listen(KestrelServerOptions kestrel, int port, HttpProtocols protocols, Door door) =>
        kestrel.Listen(IPAddress.Loopback, port, endpoint =>
        {
            endpoint.Protocols = protocols;
            endpoint.Use(next => connection =>
            {
                connection.Items[Key] = door;
                return next(connection);
            });
        });
}

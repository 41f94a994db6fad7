using Aftersales.Sidecar.Api;
using Aftersales.Sidecar.Calls;
using Aftersales.Sidecar.Events;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Aftersales.Sidecar;

/// <summary>One running sidecar. A development tool for one machine: no TLS, no replicas, state in one file.</summary>
public sealed class SidecarHost : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _events;
    private bool _isDisposed;

    private SidecarHost(WebApplication web, CancellationTokenSource stopping, string appId)
    {
        _web = web;
        _stopping = stopping;
        var addresses = web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ToList();
        AppId = appId;
        GrpcEndpoint = new(addresses[0]);
        HttpEndpoint = new(addresses[1]);
        web.Services.GetRequiredService<Peers>().Announce(appId, new(addresses[2]));
        var events = web.Services.GetRequiredService<EventLoop>();
        WhenSubscribed = events.WhenSubscribed;
        _events = events.RunAsync(stopping.Token);
    }

    /// <summary>The app that it serves.</summary>
    public string AppId { get; }

    /// <summary>Its gRPC API, for the app's <c>DAPR_GRPC_ENDPOINT</c>.</summary>
    public Uri GrpcEndpoint { get; }

    /// <summary>Its HTTP API, for the app's <c>DAPR_HTTP_ENDPOINT</c>.</summary>
    public Uri HttpEndpoint { get; }

    /// <summary>Ends when the app has come up and has been asked what it subscribes to. Before that the broker may be idle although events wait for the app.</summary>
    public Task WhenSubscribed { get; }

    /// <summary>Starts a sidecar; it can be called at once and looks for its app from now on.</summary>
    /// <param name="peers">Where it finds the other sidecars and they find it.</param>
    /// <param name="broker">The events; stays the caller's, who disposes of it after the last sidecar.</param>
    /// <param name="logging">Where it logs; nowhere when null.</param>
    /// <exception cref="ArgumentException">The app id is not one.</exception>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<SidecarHost> StartAsync(SidecarOptions options, Peers peers, PubSub broker, ILoggerFactory? logging = null)
    {
        if (!AppIds.IsValid(options.AppId))
            throw new ArgumentException($"'{options.AppId}' is not an app id.", nameof(options));
        var stopping = new CancellationTokenSource();
        var web = Build(options, peers, broker, logging, stopping.Token);
        await web.StartAsync();
        var host = new SidecarHost(web, stopping, options.AppId);
        web.Logger.LogWarning(
            "Development sidecar for {App} at {Grpc} and {Http}: it imitates Dapr on one machine and is not for production", options.AppId, host.GrpcEndpoint, host.HttpEndpoint);
        return host;
    }

    /// <summary>Cuts the calls under way (CANCELLED), lets go of the events under way (they are brought again) and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await _stopping.CancelAsync();
        await _events;
        await _web.StopAsync();
        await _web.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build(SidecarOptions options, Peers peers, PubSub broker, ILoggerFactory? logging, CancellationToken stopping)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Doors.Open(kestrel, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(300));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = options.MaxMessageBytes);
        if (logging is not null)
            builder.Services.AddSingleton(logging);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(peers)
            .AddSingleton(broker)
            .AddSingleton(_ => new Forwarder(options.MaxMessageBytes, stopping))
            .AddSingleton<Proxy>()
            .AddSingleton<AppLink>()
            .AddSingleton<EventLoop>()
            .AddSingleton<Runtime>()
            .AddSingleton<HttpApi>()
            .AddSingleton<Doors>();
        var web = builder.Build();
        var doors = web.Services.GetRequiredService<Doors>();
        web.Use(doors.EnterAsync);
        web.MapGrpcService<DaprApi>();
        return web;
    }
}

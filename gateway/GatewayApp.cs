using Aftersales.Contracts.Standard.Health;
using Aftersales.Gateway.Access;
using Aftersales.Gateway.Development;
using Aftersales.Gateway.Documentation;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.GrpcWeb;
using Aftersales.Gateway.Limits;
using Aftersales.Gateway.Probing;
using Aftersales.Gateway.Replies;
using Aftersales.Gateway.Transcoding;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Telemetry;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aftersales.Gateway;

/// <summary>The gateway: the one way into the suite from outside.</summary>
public static class GatewayApp
{
    /// <summary>The gateway, ready to run.</summary>
    public static WebApplication Create(GatewaySettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "gateway" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Logging.AddConsoleAs(settings.Configuration)
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Grpc", LogLevel.Error)
            // YARP logs each cancelled call with its stack; Forwarder says in a line what failed.
            .AddFilter("Yarp", LogLevel.None)
            // The framework says of every call without a good credential that it has none.
            .AddFilter(typeof(ApiKeyCheck).FullName, LogLevel.Warning)
            .AddConfiguration(settings.Configuration.GetSection("Logging"));
        builder.Services.AddSingleton(settings).AddSingleton(settings.Time);
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc => grpc.CompressionProviders = [new GzipProvider()]);
        builder.Services.AddTokenCheck(settings);
        builder.Services.AddSingleton<GatewayMetrics>();
        builder.Services.AddCallLimit(settings);
        builder.Services.AddForwarding();
        builder.Services.AddTelemetry("gateway", settings.Configuration);
        builder.Services.AddSingleton<JsonRouting>();
        builder.Services.AddBrowsers(settings);
        builder.Services.AddSingleton<HealthStatus>().AddSingleton<HealthService>().AddSingleton<ServiceProbe>();
        builder.Services.AddSingleton(new ServedContracts([.. settings.Services, Contracts.Standard.Health.Health.Descriptor]));

        var app = builder.Build();
        if (settings.Proxies.Count > 0)
            app.UseForwardedHeaders(Forwarded(settings));
        app.UseInnerPort(settings);
        app.UseCallIds();
        app.UseUnreadableMessages();
        app.UseCors();
        app.Use(app.Services.GetRequiredService<JsonRouting>().Route);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(app.Services.GetRequiredService<CallLimit>().Check);
        app.MapForwarding(settings);
        app.MapGrpcService<GatewayHealth>();
        app.MapGrpcService<ReflectionService>();
        app.MapHealth(settings);
        app.MapMetrics();
        app.MapDocumentation(settings);
        if (settings.IsDevelopment)
        {
            app.MapDevelopmentTokens(settings);
            settings.Extend?.Invoke(app);
        }

        return app;
    }

    private static ForwardedHeadersOptions Forwarded(GatewaySettings settings)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var range in settings.Proxies)
            options.KnownIPNetworks.Add(range);
        return options;
    }

    private static void Listen(KestrelServerOptions kestrel, GatewaySettings settings)
    {
        kestrel.AddServerHeader = false;
        // Streams may be long and may pause; each service bounds what it takes.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        // Finds callers that vanished: a stream without a deadline would keep their connection for good.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromMinutes(1);
        kestrel.Listen(settings.Address, settings.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.Listen(settings.Address, settings.HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
        if (settings.Tls is { } tls)
        {
            kestrel.Listen(settings.Address, tls.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(tls.Certificate);
            });
        }
    }
}

using System.Net;
using Aftersales.Platform.Grpc;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aftersales.StandIns.Tests.Rpc;

/// <summary>The echo service on a real Kestrel with HTTP/2 in clear text, on a free loopback port.</summary>
internal sealed class EchoHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private EchoHost(WebApplication started) => app = started;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public Seen Seen => app.Services.GetRequiredService<Seen>();

    /// <param name="gzip">Replies are compressed where the caller accepts it.</param>
    /// <param name="interceptors">Of the server, outermost first.</param>
    public static async Task<EchoHost> Start(bool gzip = false, params Type[] interceptors)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<Seen>();
        builder.Services.AddGrpc(options =>
        {
            foreach (var interceptor in interceptors) options.Interceptors.Add(interceptor);
            if (!gzip) return;
            options.CompressionProviders = [new GzipProvider()];
            options.ResponseCompressionAlgorithm = "gzip";
        });
        var app = builder.Build();
        app.MapGrpcService<EchoService>();
        await app.StartAsync();
        return new EchoHost(app);
    }

    public GrpcChannel Channel(GrpcChannelOptions? options = null) => GrpcChannel.ForAddress(Address, options ?? new GrpcChannelOptions());

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

using System.Net;
using Aftersales.Contracts.Standard.Health;
using Aftersales.Contracts.Standard.Reflection;
using Aftersales.Platform.Grpc;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aftersales.Platform.Tests.Grpc;

/// <summary>Kestrel with the health and reflection services on a free port, over HTTP/2 in clear text.</summary>
public sealed class GrpcServer : IAsyncLifetime
{
    private readonly WebApplication app;
    private GrpcChannel? channel;

    public GrpcServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(Health);
        builder.Services.AddSingleton(new ServedContracts(Contracts.Standard.Health.Health.Descriptor, ServerReflection.Descriptor));
        app = builder.Build();
        app.MapGrpcService<HealthService>();
        app.MapGrpcService<ReflectionService>();
    }

    public HealthStatus Health { get; } = new();

    /// <summary>Where it listens, such as <c>http://127.0.0.1:12345</c>.</summary>
    public string Address => app.Urls.Single();

    public GrpcChannel Channel => channel ??= GrpcChannel.ForAddress(Address);

    public Task InitializeAsync() => app.StartAsync();

    public Task StopAsync() => app.StopAsync();

    public async Task DisposeAsync()
    {
        channel?.Dispose();
        await app.DisposeAsync();
    }
}

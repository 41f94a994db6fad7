using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aftersales.Sidecar.Tests.Support;

/// <summary>A real app: Kestrel over h2c, with the Echo service and the callbacks of a Dapr app.</summary>
public sealed class App : IAsyncDisposable
{
    private readonly WebApplication _web;

    private App(WebApplication web, Behaviour behaviour)
    {
        _web = web;
        Does = behaviour;
        Port = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public int Port { get; }

    public Behaviour Does { get; }

    public static async Task<App> StartAsync(Behaviour? behaviour = null, int port = 0)
    {
        behaviour ??= new();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(1));
        builder.Services.AddRoutingCore().AddSingleton(behaviour);
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        var web = builder.Build();
        web.MapGrpcService<EchoService>();
        web.MapGrpcService<CallbackService>();
        web.MapGrpcService<HealthService>();
        await web.StartAsync();
        return new(web, behaviour);
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }
}

internal sealed class EchoService(Behaviour does) : Echo.EchoBase
{
    public override Task<Note> Unary(Note request, ServerCallContext context) => does.Unary(request, context);

    public override async Task<Note> Up(IAsyncStreamReader<Note> requestStream, ServerCallContext context)
    {
        var texts = new List<string>();
        await foreach (var note in requestStream.ReadAllAsync(context.CancellationToken))
            texts.Add(note.Text);
        return new Note { Text = string.Join('+', texts) };
    }

    public override async Task Down(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        for (var i = 1; i <= int.Parse(request.Text); i++)
            await responseStream.WriteAsync(new Note { Text = i.ToString() }, context.CancellationToken);
        context.ResponseTrailers.Add("sent", request.Text);
    }

    public override async Task Both(IAsyncStreamReader<Note> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        await foreach (var note in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(new Note { Text = note.Text + "!" }, context.CancellationToken);
    }
}

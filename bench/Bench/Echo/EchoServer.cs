using Aftersales.Testing;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Bench.Echo;

/// <summary>The smallest gRPC service on Kestrel: what a call costs before anybody does anything.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly GrpcChannel channel;
    private readonly EchoService.EchoServiceClient client;
    private readonly EchoMessage message;

    private EchoServer(WebApplication app, int port, int bodyBytes)
    {
        this.app = app;
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        client = new(channel);
        message = new() { Body = ByteString.CopyFrom(new byte[bodyBytes]) };
    }

    /// <param name="bodyBytes">Size of the messages, both ways.</param>
    public static async Task<EchoServer> Start(int bodyBytes)
    {
        var port = FreePort.Next();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<Service>();
        await app.StartAsync();
        return new(app, port, bodyBytes);
    }

    public async Task Call()
    {
        var answer = await client.EchoAsync(message);
        if (answer.Body.Length != message.Body.Length)
            throw new InvalidOperationException("the echo is another message");
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await app.DisposeAsync();
    }

    private sealed class Service : EchoService.EchoServiceBase
    {
        public override Task<EchoMessage> Echo(EchoMessage request, ServerCallContext context) => Task.FromResult(request);
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Aftersales.Contracts.Dapr;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using DaprRuntime = Aftersales.Contracts.Dapr.Dapr;

namespace Aftersales.Testing;

/// <summary>An event as it was handed to the sidecar.</summary>
public sealed record PublishedEvent(string Topic, string Id, string Type, string Subject, string Merchant, string Json)
{
    /// <summary>The event's data.</summary>
    public T Data<T>()
        where T : Google.Protobuf.IMessage, new() => Google.Protobuf.JsonParser.Default.Parse<T>(JsonDocument.Parse(Json).RootElement.GetProperty("data").GetRawText());
}

/// <summary>Stands in for the sidecar of one service under test: keeps what is published, and serves the peers that the test provides.</summary>
public sealed class FakeSidecar : IAsyncDisposable
{
    private readonly ConcurrentQueue<PublishedEvent> published = new();
    private readonly WebApplication app;

    private FakeSidecar(int port, IReadOnlyList<object> peers)
    {
        Address = $"http://127.0.0.1:{port}";
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.ListenLocalhost(port, o => o.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        foreach (var peer in peers)
            builder.Services.AddSingleton(peer.GetType(), peer);
        app = builder.Build();
        app.MapGrpcService<Runtime>();
        var map = typeof(GrpcEndpointRouteBuilderExtensions)
            .GetMethod(nameof(GrpcEndpointRouteBuilderExtensions.MapGrpcService), [typeof(IEndpointRouteBuilder)])!;
        foreach (var peer in peers)
            map.MakeGenericMethod(peer.GetType()).Invoke(null, [app]);
    }

    public string Address { get; }

    /// <summary>While true, publishing fails as with a sidecar whose broker is away.</summary>
    public bool IsAway { get; set; }

    /// <summary>Topics that an app beside this sidecar subscribed to before, as a real one remembers them.</summary>
    public IList<string> Remembered { get; } = [];

    /// <summary>Whether what is published is kept; not where memory is measured.</summary>
    public bool Keeps { get; set; } = true;

    public IReadOnlyList<PublishedEvent> Published => [.. published];

    /// <param name="peers">Instances of the peers' gRPC service classes.</param>
    public static async Task<FakeSidecar> Start(params object[] peers)
    {
        var sidecar = new FakeSidecar(FreePort.Next(), peers);
        await sidecar.app.StartAsync();
        return sidecar;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed class Runtime(FakeSidecar sidecar) : DaprRuntime.DaprBase
    {
        public override Task<GetMetadataResponse> GetMetadata(GetMetadataRequest request, ServerCallContext context) =>
            Task.FromResult(new GetMetadataResponse { Subscriptions = { sidecar.Remembered.Select(topic => new PubsubSubscription { PubsubName = "pubsub", Topic = topic }) } });

        public override Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext context)
        {
            if (sidecar.IsAway)
                throw new RpcException(new(StatusCode.Unavailable, "the broker is away"));
            if (!sidecar.Keeps)
                return Task.FromResult(new Empty());
            var json = request.Data.ToStringUtf8();
            var root = JsonDocument.Parse(json).RootElement;
            string Text(string name) => root.GetProperty(name).GetString()!;
            sidecar.published.Enqueue(new(request.Topic, Text("id"), Text("type"), Text("subject"), Text("merchant"), json));
            return Task.FromResult(new Empty());
        }
    }
}

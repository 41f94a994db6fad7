using System.Text.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Dapr;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Platform.Time;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Duration = NodaTime.Duration;
using Status = Aftersales.Contracts.Dapr.TopicEventResponse.Types.TopicEventResponseStatus;

namespace Aftersales.Testing;

/// <summary>One service on real sockets and a real database, with a clock that the test moves and a sidecar that keeps what is published.</summary>
public sealed class TestService : IAsyncDisposable
{
    /// <summary>The databases that a theory runs on: <c>[Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]</c>.</summary>
    public static IEnumerable<object[]> Databases => [["sqlite"], ["postgres"]];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly WebApplication app;
    private readonly GrpcChannel channel;
    private readonly string folder;
    private Task? stopped;

    private TestService(WebApplication app, FakeSidecar sidecar, TestIdentity identity, BusinessClock clock, int grpcPort, int httpPort, string folder)
    {
        (this.app, Sidecar, Identity, Clock, HttpPort, this.folder) = (app, sidecar, identity, clock, httpPort, folder);
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{grpcPort}");
    }

    public FakeSidecar Sidecar { get; }

    public TestIdentity Identity { get; }

    /// <summary>Business time; it stands still until it is moved.</summary>
    public BusinessClock Clock { get; }

    /// <summary>Where it serves HTTP: health, and what there is in Development alone.</summary>
    public int HttpPort { get; }

    public Instant Now => Clock.GetCurrentInstant();

    public IServiceProvider Services => app.Services;

    public IReadOnlyList<PublishedEvent> Published => Sidecar.Published;

    /// <param name="name">App id of the service.</param>
    /// <param name="create">The service's own composition, e.g. <c>ReturnsApp.Create</c>.</param>
    /// <param name="database"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="settings">Further settings, such as the addresses of ports.</param>
    /// <param name="start">Business time at the start; 2026-06-02 09:00 in Shanghai by default.</param>
    /// <param name="peers">Instances of the peers' gRPC service classes.</param>
    public static async Task<TestService> Start(
        string name, Func<ServiceSettings, WebApplication> create, string database, IReadOnlyDictionary<string, string?>? settings = null, Instant? start = null, params object[] peers)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
        var identity = new TestIdentity();
        var clock = new BusinessClock(new ManualTime());
        clock.StartAt(start ?? Instant.FromUtc(2026, 6, 2, 1, 0));
        var sidecar = await FakeSidecar.Start(peers);
        var (port, httpPort) = (FreePort.Next(), FreePort.Next());
        var app = create(new ServiceSettings
        {
            Name = name,
            IsDevelopment = true,
            GrpcPort = port,
            HttpPort = httpPort,
            Store = database == "sqlite" ? $"sqlite:{Path.Combine(folder, "store.db")}" : $"postgres:{PostgresServer.Shared.NewDatabase()}",
            Sidecar = sidecar.Address,
            Identity = identity.Settings,
            VaultKey = new byte[32],
            Clock = clock,
            Redis = settings?.GetValueOrDefault("Redis"),
            Configuration = new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build(),
        });
        await app.StartAsync();
        return new(app, sidecar, identity, clock, port, httpPort, folder);
    }

    /// <summary>A client whose calls carry a person's token.</summary>
    public TClient Client<TClient>(Func<CallInvoker, TClient> create, string merchant, string person, params Role[] roles) =>
        create(Invoker(Identity.Token(merchant, person, roles)));

    /// <summary>A client as another service has it, acting for a person.</summary>
    public TClient PeerClient<TClient>(Func<CallInvoker, TClient> create, string service, string merchant, string person, params Role[] roles) =>
        create(Invoker(Identity.ServiceToken(service, merchant, person, roles)));

    /// <summary>A client whose calls carry what they are given alone.</summary>
    public TClient Bare<TClient>(Func<CallInvoker, TClient> create) => create(channel.CreateCallInvoker());

    /// <summary>Delivers an event as the sidecar does.</summary>
    public Task<Status> Deliver(IMessage happened, string merchant, string publisher, string? id = null) =>
        DeliverRaw(JsonFormatter.Default.Format(happened), happened.Descriptor.FullName, merchant, publisher, id);

    /// <summary>Delivers an event whose data the test writes itself.</summary>
    public async Task<Status> DeliverRaw(string data, string type, string merchant, string publisher, string? id = null)
    {
        var response = await new AppCallback.AppCallbackClient(channel).OnTopicEventAsync(new TopicEventRequest
        {
            Id = id ?? Guid.NewGuid().ToString(),
            Source = publisher,
            Type = type,
            SpecVersion = "1.0",
            DataContentType = "application/json",
            Topic = $"aftersales.{publisher}",
            PubsubName = "pubsub",
            Data = ByteString.CopyFromUtf8(data),
            Extensions = new Struct { Fields = { ["merchant"] = Value.ForString(merchant) } },
        });
        return response.Status;
    }

    /// <summary>Moves business time and waits until everything that came due, and everything it led to, is done and published.</summary>
    public Task Advance(Duration by) => MoveTo(Now + by);

    /// <inheritdoc cref="Advance"/>
    public async Task MoveTo(Instant to)
    {
        Clock.MoveTo(to);
        await Drain();
    }

    /// <summary>Waits until no work is due and nothing is unpublished.</summary>
    /// <exception cref="TimeoutException">Something keeps being due.</exception>
    public async Task Drain()
    {
        var store = Services.GetRequiredService<IStore>();
        using var patience = new CancellationTokenSource(Patience);
        Backlog backlog;
        while ((backlog = await store.Backlog(Now, CancellationToken.None)) is not { Unpublished: 0, Due: 0 })
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"still waiting: {backlog}");
            await Task.Delay(5, CancellationToken.None);
        }
    }

    /// <summary>A kept event of this type; the newest when there are several.</summary>
    public T Last<T>()
        where T : IMessage, new() => Published.Last(e => e.Type == new T().Descriptor.FullName).Data<T>();

    /// <summary>Stops the service as an orchestrator does; clients keep their connections and can read what was said last.</summary>
    public Task Stop() => stopped ??= app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await app.DisposeAsync();
        channel.Dispose();
        await Sidecar.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private CallInvoker Invoker(string token) => channel.Intercept(metadata =>
    {
        metadata.Add("authorization", $"Bearer {token}");
        return metadata;
    });
}

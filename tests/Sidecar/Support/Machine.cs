using Aftersales.Sidecar.Events;
using Dapr.Client;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aftersales.Sidecar.Tests.Support;

/// <summary>One machine with its folder, its broker and the sidecars and apps that a test puts on it.</summary>
public sealed class Machine : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<IAsyncDisposable> _running = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("sidecar-tests-").FullName;
    private readonly BrokerOptions _brokerOptions;

    public Machine(BrokerOptions? broker = null)
    {
        _brokerOptions = broker ?? new();
        Broker = Broker.Open(BrokerFile, _brokerOptions);
    }

    public Peers Peers { get; } = new();

    public Broker Broker { get; private set; }

    public string BrokerFile => Path.Combine(_folder, "events.db");

    public string Folder => _folder;

    public async Task<App> AppAsync(Behaviour? behaviour = null, int port = 0)
    {
        var app = await App.StartAsync(behaviour, port);
        _running.Add(app);
        return app;
    }

    public async Task<SidecarHost> SidecarAsync(string appId, int appPort, Func<SidecarOptions, SidecarOptions>? configure = null)
    {
        var options = new SidecarOptions
        {
            AppId = appId,
            AppPort = appPort,
            NameResolutionTimeout = TimeSpan.FromMilliseconds(200),
            Delivery = new() { FirstRetryDelay = TimeSpan.FromMilliseconds(5), MaxRetryDelay = TimeSpan.FromMilliseconds(20), AttemptsBeforeDeadLetter = 3 },
        };
        var sidecar = await SidecarHost.StartAsync(configure?.Invoke(options) ?? options, Peers, Broker);
        _running.Add(sidecar);
        return sidecar;
    }

    /// <summary>A caller with its sidecar (its app's port is closed: nobody calls it).</summary>
    public Task<SidecarHost> CallerAsync(string appId = "caller", Func<SidecarOptions, SidecarOptions>? configure = null) =>
        SidecarAsync(appId, FreePort(), configure);

    public static Echo.EchoClient EchoVia(SidecarHost sidecar, string appId, string? token = null) =>
        new(DaprClient.CreateInvocationInvoker(appId, sidecar.GrpcEndpoint.ToString(), token));

    public static DaprClient ClientOf(SidecarHost sidecar, string? token = null) => new DaprClientBuilder()
        .UseGrpcEndpoint(sidecar.GrpcEndpoint.ToString()).UseHttpEndpoint(sidecar.HttpEndpoint.ToString()).UseDaprApiToken(token).Build();

    public static async Task<StatusCode> CodeOf(Func<Task> call) => (await Should.ThrowAsync<RpcException>(call)).StatusCode;

    public static CallOptions Within(int seconds = 20) => new(deadline: DateTime.UtcNow.AddSeconds(seconds));

    public static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port;
    }

    public async Task IdleAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await Broker.WhenIdleAsync(patience.Token);
    }

    /// <summary>Stops everything and opens the broker anew, as after a restart of the machine.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        Broker = Broker.Open(BrokerFile, _brokerOptions);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        foreach (var running in Enumerable.Reverse(_running))
            await running.DisposeAsync();
        _running.Clear();
        Broker.Dispose();
    }
}

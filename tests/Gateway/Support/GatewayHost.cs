using System.Collections.Concurrent;
using Aftersales.Contracts;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Limits;
using Aftersales.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aftersales.Gateway.Tests.Support;

/// <summary>A gateway on real sockets, before a sidecar with one service.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeSidecar sidecar;
    private readonly WebApplication app;

    private GatewayHost(FakeSidecar sidecar, EchoBackend backend, KindsBackend kinds, GatewaySettings settings, TestIdentity identity)
    {
        (this.sidecar, Backend, Kinds, Settings, Identity) = (sidecar, backend, kinds, settings, identity);
        app = GatewayApp.Create(settings);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(new LogKeeper(this));
        Channel = GrpcChannel.ForAddress($"http://127.0.0.1:{settings.GrpcPort}");
        Client = new(Channel);
        Http = new() { BaseAddress = new($"http://127.0.0.1:{settings.HttpPort}") };
    }

    public EchoBackend Backend { get; }

    public KindsBackend Kinds { get; }

    public GatewaySettings Settings { get; }

    public TestIdentity Identity { get; }

    public GrpcChannel Channel { get; }

    public EchoService.EchoServiceClient Client { get; }

    /// <summary>Calls the HTTP/1.1 port.</summary>
    public HttpClient Http { get; }

    /// <summary>What was logged, from <see cref="Least"/> on.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public LogLevel Least { get; set; } = LogLevel.Warning;

    /// <summary>The headers of a customer's call.</summary>
    public Metadata Caller(string person = "buyer-1", string merchant = "m1") => Bearer(Identity.Token(merchant, person, Role.Customer));

    /// <summary>Asks the HTTP/1.1 port as a customer.</summary>
    /// <param name="request">Verb and address, such as <c>GET /v1/echo</c>.</param>
    /// <param name="headers">Each as <c>name: value</c>; <c>content-type</c> is JSON's unless given.</param>
    public async Task<JsonAnswer> Ask(string request, HttpContent? body = null, params string[] headers)
    {
        var (verb, address) = (request[..request.IndexOf(' ')], request[(request.IndexOf(' ') + 1)..]);
        using var message = new HttpRequestMessage(new(verb), $"http://127.0.0.1:{Settings.HttpPort}{address}") { Content = body };
        message.Headers.TryAddWithoutValidation("authorization", Authorization);
        foreach (var header in headers)
            message.Headers.TryAddWithoutValidation(header[..header.IndexOf(':')], header[(header.IndexOf(':') + 1)..].Trim());
        using var response = await Http.SendAsync(message);
        return await JsonAnswer.Of(response);
    }

    /// <summary>Asks with a JSON body.</summary>
    public Task<JsonAnswer> Ask(string request, string json, params string[] headers) => Ask(request, new StringContent(json, null, "application/json"), headers);

    /// <summary>The headers of a customer's call over HTTP.</summary>
    public string Authorization => Caller().GetValue("authorization")!;

    public static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };

    /// <param name="change">Further settings.</param>
    /// <param name="peers">gRPC services behind the sidecar besides the echo.</param>
    public static async Task<GatewayHost> Start(Func<GatewaySettings, GatewaySettings>? change = null, params object[] peers)
    {
        var identity = new TestIdentity();
        var (backend, kinds) = (new EchoBackend(), new KindsBackend());
        var sidecar = await FakeSidecar.Start([backend, kinds, .. peers]);
        var settings = new GatewaySettings
        {
            GrpcPort = FreePort.Next(),
            HttpPort = FreePort.Next(),
            Sidecar = $"{sidecar.Address}/",
            Keys = identity.Settings.Keys,
            Limit = LimitSettings.None,
            Services = [.. Suite.Services, EchoService.Descriptor, KindsService.Descriptor],
        };
        var host = new GatewayHost(sidecar, backend, kinds, change?.Invoke(settings) ?? settings, identity);
        await host.app.StartAsync();
        return host;
    }

    public ValueTask StopSidecar() => sidecar.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Channel.Dispose();
        await app.DisposeAsync();
        await sidecar.DisposeAsync();
    }

    private sealed class LogKeeper(GatewayHost host) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= host.Least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                host.Log.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}

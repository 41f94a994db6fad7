using Aftersales.Compensations;
using Aftersales.Complaints;
using Aftersales.Directories;
using Aftersales.Gateway;
using Aftersales.Gateway.Limits;
using Aftersales.Invoices;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Platform.Time;
using Aftersales.Refunds;
using Aftersales.Returns;
using Aftersales.Sidecar;
using Aftersales.Sidecar.Calls;
using Aftersales.Sidecar.Events;
using Aftersales.Simulators;
using Aftersales.Tracking;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Aftersales.AppHost;

/// <summary>
/// The whole suite in one process: each service with its own sidecar and database, the gateway, and a simulated outside world. The services run
/// the same code as in production and meet each other only through their sidecars; configuration is given to each, since environment variables
/// would be the process's.
/// </summary>
public sealed class Suite : ISuite
{
    private static readonly (string Name, Func<ServiceSettings, WebApplication> Create)[] Services =
    [
        ("directory", DirectoryApp.Create),
        ("tracking", TrackingApp.Create),
        ("complaint", ComplaintApp.Create),
        ("returns", ReturnsApp.Create),
        ("refund", RefundApp.Create),
        ("compensation", CompensationApp.Create),
        ("invoice", InvoiceApp.Create),
    ];

    private readonly SuiteOptions options;
    private readonly FreePorts ports = new();
    private readonly SuiteSecrets secrets;
    private readonly BusinessClock clock;
    private readonly Broker broker;
    private readonly Peers peers = new();
    private readonly List<IAsyncDisposable> running = [];
    private readonly Dictionary<string, IStore> stores = [];
    private Uri? outbox;

    private Suite(SuiteOptions options)
    {
        System.IO.Directory.CreateDirectory(options.DataFolder);
        this.options = options;
        secrets = SuiteSecrets.Open(options.DataFolder);
        clock = new(TimeProvider.System, Path.Combine(options.DataFolder, "clock"));
        if (options.BusinessStart is { } start)
            clock.StartAt(start);
        broker = Broker.Open(Path.Combine(options.DataFolder, "events.db"));
    }

    public SuiteAddresses Addresses { get; private set; } = null!;

    /// <summary>Starts everything; returns when the gateway takes calls and every service takes events.</summary>
    public static async Task<Suite> Start(SuiteOptions options)
    {
        var suite = new Suite(options);
        try
        {
            await suite.Start();
            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    private async Task Start()
    {
        var simulated = new SimulatorOptions { DataFolder = options.DataFolder, Clock = new BusinessTime(clock) };
        var world = await SimulatorHost.Start(simulated);
        running.Add(world);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(world.Settings).AddInMemoryCollection(options.ServiceSettings).AddEnvironmentVariables("AFTERSALES_").Build();
        // Invoices are not mailed by themselves here; messages to customers are.
        var delivery = new ConfigurationBuilder().AddInMemoryCollection(world.MessageSettings).AddConfiguration(settings).Build();
        await Task.WhenAll(Services.Select(service => Start(service.Name, service.Create, service.Name == "directory" ? delivery : settings)).Append(StartGateway(world.Root)));
    }

    private async Task Start(string name, Func<ServiceSettings, WebApplication> create, IConfiguration settings)
    {
        var (port, httpPort) = (ports.Next(), ports.Next());
        if (name == "directory")
            outbox = new($"http://127.0.0.1:{httpPort}/development/outbox");
        var sidecar = await StartSidecar(name, port);
        var app = create(new()
        {
            Name = name,
            IsDevelopment = true,
            GrpcPort = port,
            HttpPort = httpPort,
            Store = options.Postgres is { } postgres ? $"postgres:{Shared(postgres)}" : $"sqlite:{Path.Combine(options.DataFolder, name + ".db")}",
            Redis = options.Redis,
            Sidecar = sidecar.GrpcEndpoint.ToString(),
            SidecarToken = secrets.SidecarToken,
            AppToken = secrets.AppToken,
            Identity = secrets.Identity,
            VaultKey = secrets.VaultKey,
            Clock = clock,
            Configuration = settings,
        });
        lock (running)
        {
            running.Add(app);
            stores[name] = app.Services.GetRequiredService<IStore>();
        }

        await app.StartAsync();
        await sidecar.WhenSubscribed;
    }

    private async Task StartGateway(Uri simulators)
    {
        var sidecar = await StartSidecar("gateway", ports.Next());
        var (grpc, http) = (ports.Or(options.GrpcPort), ports.Or(options.HttpPort));
        var app = GatewayApp.Create(new()
        {
            IsDevelopment = true,
            GrpcPort = grpc,
            HttpPort = http,
            Sidecar = sidecar.GrpcEndpoint.ToString(),
            SidecarToken = secrets.SidecarToken,
            Issuer = secrets.Identity.Issuer,
            Audience = secrets.Identity.Audience,
            Keys = secrets.Identity.Keys,
            DevelopmentKey = secrets.SigningKey,
            ServiceKey = secrets.SigningKey,
            Redis = options.Redis,
            // A demo asks more in a minute than people do; limits are tried in tests/Gateway.
            Limit = LimitSettings.None,
            Extend = MapDevelopment,
        });
        lock (running)
            running.Add(app);
        await app.StartAsync();
        var root = new Uri($"http://127.0.0.1:{http}");
        Addresses = new(new($"http://127.0.0.1:{grpc}"), root, simulators, root);
    }

    private async Task<SidecarHost> StartSidecar(string app, int port)
    {
        var sidecar = await SidecarHost.StartAsync(
            new()
            {
                AppId = app,
                AppPort = port,
                ApiToken = secrets.SidecarToken,
                AppToken = secrets.AppToken,
                Access = AccessPolicy.Parse(Callers.Of(app)),
                // An outage of any length loses no event; only what a service refuses goes to the dead letters.
                Delivery = new() { AttemptsBeforeDeadLetter = int.MaxValue },
            },
            peers,
            broker);
        lock (running)
            running.Add(sidecar);
        return sidecar;
    }

    private void MapDevelopment(WebApplication gateway)
    {
        new SuiteClock(clock, stores, broker).Map(gateway);
        gateway.MapOutbox(() => outbox!);
    }

    /// <summary>Stops in the order of what depends on what: apps before their sidecars, the broker last.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(running.OfType<WebApplication>().Select(async app =>
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }));
        foreach (var rest in running.Where(r => r is not WebApplication))
            await rest.DisposeAsync();
        broker.Dispose();
        await clock.DisposeAsync();
    }

    // Seven services share one server's connections, of which it has a hundred by default.
    private static string Shared(string postgres)
    {
        var settings = new NpgsqlConnectionStringBuilder(postgres);
        if (!settings.ContainsKey("Maximum Pool Size"))
            settings.MaxPoolSize = 12;
        return settings.ConnectionString;
    }
}

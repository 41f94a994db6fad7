using System.Text.Json;
using Aftersales.Platform.Store;
using Aftersales.Platform.Time;
using Aftersales.Sidecar.Events;

namespace Aftersales.AppHost.Processes;

/// <summary>
/// The suite on one machine as in production: each service and the gateway a process with a sidecar process beside it, on PostgreSQL and Redis; signing keys, access
/// control, roles and the migration as a step of its own as the chart has them. The simulated world is one more process.
/// </summary>
internal sealed class ProcessSuite : ISuite
{
    private const string Gateway = "gateway";
    private const string Prefix = "AFTERSALES_";
    private static readonly string[] Services = ["directory", "tracking", "complaint", "returns", "refund", "compensation", "invoice"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly SuiteOptions options;
    private readonly FreePorts ports = new();
    private readonly RunningProcesses running;
    private readonly BusinessClock clock;
    private readonly KeyFiles keys;
    private readonly DatabaseRoles roles;
    private readonly List<Child> world = [];
    private readonly List<Child> sidecars = [];
    private readonly List<Child> apps = [];
    private readonly Dictionary<string, IStore> stores = [];
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private RedisStreams? events;
    private WebApplication? development;

    private ProcessSuite(SuiteOptions options)
    {
        System.IO.Directory.CreateDirectory(options.DataFolder);
        this.options = options;
        running = new(options.DataFolder);
        clock = new(TimeProvider.System, ClockFile);
        if (options.BusinessStart is { } start)
            clock.StartAt(start);
        keys = KeyFiles.Open(In("keys"), Services.Append(Gateway));
        roles = new(options.Postgres!, keys.DatabasePassword);
    }

    public SuiteAddresses Addresses { get; private set; } = null!;

    private string ClockFile => In("clock");

    /// <summary>Starts everything; returns when every process says that it is ready.</summary>
    public static async Task<ProcessSuite> Start(SuiteOptions options, CancellationToken cancel)
    {
        var suite = new ProcessSuite(options);
        try
        {
            await suite.Start(cancel);
            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    private async Task Start(CancellationToken cancel)
    {
        var simulated = StartWorld(cancel);
        await roles.Make(Services);
        await Task.WhenAll(Services.Select(Migrate));
        var (simulators, all, directory) = await simulated;
        var ready = Services.Select(service => StartService(service, service == "directory" ? all.Concat(directory) : all)).ToList();
        var outbox = new Uri(ready[0], "development/outbox");
        var (grpc, json) = (ports.Or(options.GrpcPort), ports.Or(options.HttpPort));
        ready.Add(StartGateway(grpc, json));
        await Task.WhenAll(ready.Select(root => Ready(root, cancel)));
        Addresses = new(new($"http://127.0.0.1:{grpc}"), new($"http://127.0.0.1:{json}"), simulators, await StartDevelopment(outbox));
    }

    private async Task<(Uri Root, Dictionary<string, string?> All, Dictionary<string, string?> Directory)> StartWorld(CancellationToken cancel)
    {
        var (port, file) = (ports.Next(), In("world.json"));
        File.Delete(file);
        world.Add(new("simulators", running, "Aftersales.Simulators.dll",
            ["--data", options.DataFolder, "--port", $"{port}", "--mail-port", $"{ports.Next()}", "--clock", ClockFile, "--settings", file], []));
        await Until("the simulated world", () => Task.FromResult(File.Exists(file)), cancel);
        var told = JsonSerializer.Deserialize<World>(await File.ReadAllTextAsync(file, cancel), JsonSerializerOptions.Web)!;
        return (new($"http://127.0.0.1:{port}"), told.All, told.Directory);
    }

    private Task Migrate(string service) => Child.Run(
        $"{service}-migration", running, Program(service), ["migrate"], new Dictionary<string, string?> { ["Store"] = roles.AsOwner(service), ["Migrations:AppRole"] = roles.AppOf(service), ["Logging:Format"] = "json" });

    /// <summary>Its HTTP/1.1 endpoint.</summary>
    private Uri StartService(string service, IEnumerable<KeyValuePair<string, string?>> world) => StartApp(service, ports.Next(), ports.Next(), ports.Next(),
    [
        .. world,
        .. options.ServiceSettings,
        new("Store", roles.AsApp(service)),
        new("Migrations", "expect"),
        new("APP_API_TOKEN", keys.AppToken),
        new("Vault:KeyFile", keys.Vault),
        new("ClockFile", ClockFile),
    ]);

    private Uri StartGateway(int grpc, int json) => StartApp(Gateway, grpc, json, ports.Next(),
    [
        new("Identity:DevelopmentKey", keys.IssuerKey),
        // A demo asks more in a minute than people do; limits are tried in tests/Gateway.
        new("Limit:Off", "true"),
    ]);

    private Uri StartApp(string app, int grpc, int json, int sidecar, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        StartSidecar(app, app == Gateway ? ports.Next() : grpc, sidecar);
        apps.Add(new(app, running, Program(app), [],
        [
            new("Environment", "Development"),
            new("Address", "127.0.0.1"),
            new("GrpcPort", $"{grpc}"),
            new("HttpPort", $"{json}"),
            new("DAPR_GRPC_PORT", $"{sidecar}"),
            new("DAPR_API_TOKEN", keys.SidecarToken),
            new("Identity:Issuer", "https://aftersales.local"),
            new("Identity:KeySet", keys.KeySet),
            new("Identity:ServiceKey", keys.KeyOf(app)),
            new("Redis", options.Redis),
            new("Metrics", "true"),
            new("Logging:Format", "json"),
            .. settings,
            .. Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                .Where(variable => ((string)variable.Key).StartsWith(Prefix, StringComparison.Ordinal))
                .Select(variable => new KeyValuePair<string, string?>(((string)variable.Key)[Prefix.Length..], (string?)variable.Value)),
        ]));
        return new($"http://127.0.0.1:{json}/");
    }

    /// <param name="appPort">Where the app takes events; for the gateway, which takes none, a port where nobody listens.</param>
    private void StartSidecar(string app, int appPort, int port)
    {
        var access = Path.Combine(System.IO.Directory.CreateDirectory(In("access")).FullName, app + ".json");
        File.WriteAllText(access, Callers.Of(app));
        sidecars.Add(new($"{app}-sidecar", running, "Aftersales.Sidecar.dll",
            [
                "--app-id", app, "--app-port", $"{appPort}", "--grpc-port", $"{port}", "--http-port", $"{ports.Next()}", "--data", In("sidecars"), "--access", access,
                // An outage of any length loses no event; only what a service refuses goes to the dead letters.
                "--redis", options.Redis!, "--attempts", "unlimited",
            ],
            new Dictionary<string, string?> { ["DAPR_API_TOKEN"] = keys.SidecarToken, ["APP_API_TOKEN"] = keys.AppToken }));
    }

    /// <summary>What needs all services, and so is none's: moving business time, and the page of messages.</summary>
    private async Task<Uri> StartDevelopment(Uri outbox)
    {
        events = await RedisStreams.OpenAsync(options.Redis!);
        foreach (var service in Services)
            stores[service] = SqlStore.Postgres(roles.ToLookOn(service), service, TimeProvider.System, Upgrade.Expected);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var root = $"http://127.0.0.1:{ports.Next()}";
        builder.WebHost.UseUrls(root);
        development = builder.Build();
        new SuiteClock(clock, stores, events).Map(development);
        development.MapOutbox(() => outbox);
        await development.StartAsync();
        return new(root);
    }

    private Task Ready(Uri root, CancellationToken cancel) => Until($"{root}readyz", async () =>
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(root, "readyz"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            return false;
        }
    }, cancel);

    private async Task Until(string what, Func<Task<bool>> isThere, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            while (!await isThere())
                await Task.Delay(BetweenLooks, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"{what} is not ready after {Patience.TotalMinutes:0} minutes; the logs are in {In("logs")}");
        }
    }

    /// <summary>Stops in the order of what depends on what: the gateway, the services, their sidecars, the world.</summary>
    public async ValueTask DisposeAsync()
    {
        if (development is not null)
            await development.DisposeAsync();
        foreach (var gateway in apps.Where(app => app.Name == Gateway))
            await gateway.DisposeAsync();
        await End(apps.Where(app => app.Name != Gateway));
        await End(sidecars);
        await End(world);
        foreach (var store in stores.Values)
            await store.DisposeAsync();
        events?.Dispose();
        http.Dispose();
        running.Dispose();
        await clock.DisposeAsync();
    }

    private static Task End(IEnumerable<Child> children) => Task.WhenAll(children.Select(child => child.DisposeAsync().AsTask()));

    private static string Program(string app) => $"Aftersales.{char.ToUpperInvariant(app[0])}{app[1..]}.dll";

    private string In(string name) => Path.Combine(options.DataFolder, name);

    private sealed record World(Dictionary<string, string?> All, Dictionary<string, string?> Directory);
}

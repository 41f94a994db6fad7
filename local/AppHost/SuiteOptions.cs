using NodaTime;

namespace Aftersales.AppHost;

/// <summary>How the suite runs on this machine.</summary>
public sealed record SuiteOptions
{
    /// <summary>Folder of everything durable: databases, events, evidence, keys. Made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether each service is a process of its own, with a sidecar beside it; wants <see cref="Postgres"/> and <see cref="Redis"/>.</summary>
    public bool Multi { get; init; }

    /// <summary>Port of the gateway's gRPC endpoint (HTTP/2 in clear text); 0 takes a free one.</summary>
    public int GrpcPort { get; init; } = 8081;

    /// <summary>Port of the gateway's HTTP/1.1 endpoint; 0 takes a free one.</summary>
    public int HttpPort { get; init; } = 8080;

    /// <summary>Connection string of a PostgreSQL server; null keeps SQLite files in the data folder.</summary>
    public string? Postgres { get; init; }

    /// <summary><c>HOST:PORT</c> of a Redis server for the gateway's limits and the services' read cache, with <see cref="Multi"/> also for events; null counts in memory and caches nothing.</summary>
    public string? Redis { get; init; }

    /// <summary>Whether the simulated tax platform issues invoices; otherwise numbers are built in.</summary>
    public bool TaxSimulator { get; init; }

    /// <summary>Where business time starts on a new data folder; null for now.</summary>
    public Instant? BusinessStart { get; init; }

    /// <summary>What services are told beside where the simulated world is.</summary>
    internal IReadOnlyDictionary<string, string?> ServiceSettings => new Dictionary<string, string?>
    {
        // Receivers of webhooks on this machine: whoever tries them out.
        ["Webhooks:Allow"] = "127.0.0.0/8,::1/128",
        ["Webhooks:Http"] = "true",
        ["Tax:Provider"] = TaxSimulator ? "http" : "builtin",
        ["Documents:Folder"] = Path.Combine(DataFolder, "documents"),
        ["Evidence:Folder"] = Path.Combine(DataFolder, "evidence"),
    };

    /// <summary>Reads <c>--multi</c>, which comes first and alone, <c>--data</c>, <c>--http-port</c>, <c>--grpc-port</c>, <c>--postgres</c>, <c>--redis</c>, <c>--tax</c> and <c>--business-time</c>.</summary>
    /// <exception cref="ArgumentException">An argument is unknown or malformed; says which.</exception>
    public static SuiteOptions Parse(string[] args)
    {
        var multi = args is ["--multi", ..];
        var options = new SuiteOptions { DataFolder = Path.GetFullPath(".data"), Multi = multi };
        for (var i = multi ? 1 : 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value");
            options = args[i] switch
            {
                "--data" => options with { DataFolder = Path.GetFullPath(value) },
                "--http-port" => options with { HttpPort = Port(args[i], value) },
                "--grpc-port" => options with { GrpcPort = Port(args[i], value) },
                "--postgres" => options with { Postgres = value },
                "--redis" => options with { Redis = value },
                "--tax" => options with { TaxSimulator = value switch { "simulator" => true, "builtin" => false, _ => throw new ArgumentException("--tax takes builtin or simulator") } },
                "--business-time" => options with { BusinessStart = Time(args[i], value) },
                _ => throw new ArgumentException($"{args[i]} is not known; there are --data, --http-port, --grpc-port, --postgres, --redis, --tax, --business-time"),
            };
        }

        return !multi || options is { Postgres: not null, Redis: not null } ? options : throw new ArgumentException("--multi wants --postgres and --redis; ./run --multi starts servers where none are named");
    }

    private static int Port(string name, string value) =>
        ushort.TryParse(value, out var port) ? port : throw new ArgumentException($"{name} takes a port, 0 to 65535");

    private static Instant Time(string name, string value) => DateTimeOffset.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var time)
        ? Instant.FromDateTimeOffset(time)
        : throw new ArgumentException($"{name} takes a time such as 2026-06-02T09:00:00+08:00");
}

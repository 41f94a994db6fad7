using System.Net;
using Aftersales.Platform.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Aftersales.Platform.Hosting;

/// <summary>Everything a service has to be told. Read from configuration (environment, arguments), or put together by a host that runs several.</summary>
public sealed record ServiceSettings
{
    /// <summary>App id, e.g. <c>returns</c>: the sidecar, the tokens and the topic know the service by it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether this is a development set-up: business time can be moved there, and only there.</summary>
    public bool IsDevelopment { get; init; }

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port for gRPC: HTTP/2 in clear text.</summary>
    public required int GrpcPort { get; init; }

    /// <summary>Port for health: HTTP/1.1.</summary>
    public required int HttpPort { get; init; }

    /// <summary><c>sqlite:FILE</c> or <c>postgres:CONNECTION STRING</c> (a schema of the service's name is used).</summary>
    public required string Store { get; init; }

    /// <summary>Whether PostgreSQL's tables are brought up to date before a service starts (<see cref="ServiceHost"/>), so that it only waits for them.</summary>
    public bool ExpectsTables { get; init; }

    /// <summary><c>HOST:PORT</c> of the Redis that caches what queries read; null reads the store each time.</summary>
    public string? Redis { get; init; }

    /// <summary>The own sidecar's gRPC endpoint.</summary>
    public required string Sidecar { get; init; }

    /// <summary>What the sidecar asks of this app (DAPR_API_TOKEN); null when it asks nothing.</summary>
    public string? SidecarToken { get; init; }

    /// <summary>What this app asks of the sidecar (APP_API_TOKEN); null in Development only.</summary>
    public string? AppToken { get; init; }

    /// <summary>Name of the pub/sub component.</summary>
    public string PubSub { get; init; } = "pubsub";

    public required IdentitySettings Identity { get; init; }

    /// <summary>The suite's data key, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> VaultKey { get; init; }

    /// <summary>Folder with merchants' own policy files; null for the defaults.</summary>
    public string? PolicyFolder { get; init; }

    /// <summary>Business time; null for real time.</summary>
    public IClock? Clock { get; init; }

    /// <summary>Real time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Has the last word on what the service is made of: a host that puts something around its ports does so here.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Settings of the service's own ports (<c>Payment:Address</c> and the like).</summary>
    public IConfiguration Configuration { get; init; } = new ConfigurationBuilder().Build();

    /// <summary>Reads the settings of a service that runs as a process of its own; docs/operations.md lists the names.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing; names it.</exception>
    public static ServiceSettings Read(string name, string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        string Needed(string key) => configuration[key] ?? throw new InvalidOperationException($"the setting {key} is missing");
        var isDevelopment = configuration["Environment"] == "Development";
        return new()
        {
            Name = name,
            IsDevelopment = isDevelopment,
            Address = IPAddress.Parse(configuration["Address"] ?? "0.0.0.0"),
            GrpcPort = int.Parse(configuration["GrpcPort"] ?? "5000"),
            HttpPort = int.Parse(configuration["HttpPort"] ?? "5001"),
            Store = Stores.Read(configuration),
            ExpectsTables = configuration["Migrations"] switch
            {
                null or "apply" => false,
                "expect" => true,
                var other => throw new InvalidOperationException($"the setting Migrations is '{other}'; it is apply or expect"),
            },
            Redis = configuration["Redis"],
            Sidecar = configuration["DAPR_GRPC_ENDPOINT"] ?? $"http://127.0.0.1:{configuration["DAPR_GRPC_PORT"] ?? "50001"}",
            SidecarToken = configuration["DAPR_API_TOKEN"],
            AppToken = isDevelopment ? configuration["APP_API_TOKEN"] : Needed("APP_API_TOKEN"),
            PubSub = configuration["PubSub"] ?? "pubsub",
            Identity = IdentitySettings.FromFiles(Needed("Identity:KeySet"), Needed("Identity:ServiceKey")) with
            {
                Issuer = Needed("Identity:Issuer"),
                Audience = configuration["Identity:Audience"] ?? "aftersales",
            },
            VaultKey = Convert.FromBase64String(File.ReadAllText(Needed("Vault:KeyFile")).Trim()),
            PolicyFolder = configuration["PolicyFolder"],
            Clock = isDevelopment && configuration["ClockFile"] is { } file ? new Time.BusinessClock(TimeProvider.System, file) : null,
            Configuration = configuration,
        };
    }
}

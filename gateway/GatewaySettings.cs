using System.Net;
using System.Security.Cryptography.X509Certificates;
using Aftersales.Gateway.Access;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Gates;
using Aftersales.Gateway.Limits;
using Microsoft.IdentityModel.Tokens;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Aftersales.Gateway;

/// <summary>Everything the gateway has to be told. Read from configuration (environment, arguments), or put together by a host that runs the suite.</summary>
public sealed record GatewaySettings
{
    /// <summary>Whether this is a development set-up: only there are the endpoints under <c>/development</c>.</summary>
    public bool IsDevelopment { get; init; }

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port for gRPC: HTTP/2 in clear text.</summary>
    public required int GrpcPort { get; init; }

    /// <summary>Port for health and JSON: HTTP/1.1 in clear text.</summary>
    public required int HttpPort { get; init; }

    /// <summary>One more port, for both kinds of callers; null where something in front ends TLS.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>The own sidecar's gRPC endpoint, e.g. <c>http://127.0.0.1:50001</c>.</summary>
    public required string Sidecar { get; init; }

    /// <summary>What the sidecar asks of this app (DAPR_API_TOKEN); null when it asks nothing.</summary>
    public string? SidecarToken { get; init; }

    /// <summary>Issuer that every token must name.</summary>
    public string Issuer { get; init; } = "https://aftersales.local";

    /// <summary>Audience that every token must name.</summary>
    public string Audience { get; init; } = "aftersales";

    /// <summary>Public keys of the issuer; may be empty with an <see cref="Authority"/>.</summary>
    public IReadOnlyList<SecurityKey> Keys { get; init; } = [];

    /// <summary>Address of an OpenID Connect issuer that publishes its keys; null when <see cref="Keys"/> are all.</summary>
    public string? Authority { get; init; }

    /// <summary>
    /// Private key with which the gateway signs for machines whose API keys it verified; the services have to know the public one. Null takes no API keys.
    /// </summary>
    public SecurityKey? ServiceKey { get; init; }

    public ApiKeySettings ApiKeys { get; init; } = new();

    /// <summary>Addresses of proxies right in front that are believed when they say where a call comes from (<c>X-Forwarded-For</c>).</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Private key of the tokens that <c>/development/token</c> signs; null outside Development.</summary>
    public SecurityKey? DevelopmentKey { get; init; }

    /// <summary>StackExchange.Redis configuration of the server where the replicas count calls together; null counts in memory.</summary>
    public string? Redis { get; init; }

    public LimitSettings Limit { get; init; } = LimitSettings.Usual;

    public GateSettings Gate { get; init; } = new();

    /// <summary>How long a call with a single request may take when its caller set no deadline. Streams without one may stay open.</summary>
    public TimeSpan DefaultDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the body of a call with a single request may take to arrive; its service is asked only then.</summary>
    public TimeSpan RequestPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long nothing of an upload may come before it is broken off.</summary>
    public TimeSpan UploadPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Origins of pages that may call from a browser, such as <c>https://desk.example.com</c>; <c>*</c> for any. None by default.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The services behind the gateway.</summary>
    public IReadOnlyList<ServiceDescriptor> Services { get; init; } = Suite.Services;

    /// <summary>Maps further endpoints, in Development only.</summary>
    public Action<WebApplication>? Extend { get; init; }

    /// <summary>Real time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Levels of logging (section <c>Logging</c>).</summary>
    public IConfiguration Configuration { get; init; } = new ConfigurationBuilder().Build();

    /// <summary>Reads the settings of a gateway that runs as a process of its own.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing; names it.</exception>
    public static GatewaySettings Read(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        string Needed(string key) => configuration[key] ?? throw new InvalidOperationException($"the setting {key} is missing");
        string[] List(string key) => (configuration[key] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int Number(string key, int otherwise) => int.Parse(configuration[key] ?? $"{otherwise}");
        var isDevelopment = configuration["Environment"] == "Development";
        var authority = configuration["Identity:Authority"];
        return new()
        {
            IsDevelopment = isDevelopment,
            Address = IPAddress.Parse(configuration["Address"] ?? "0.0.0.0"),
            GrpcPort = Number("GrpcPort", 5000),
            HttpPort = Number("HttpPort", 5001),
            Tls = configuration["Tls:Certificate"] is { } certificate
                ? new(Number("Tls:Port", 5443), X509Certificate2.CreateFromPemFile(certificate, Needed("Tls:Key")))
                : null,
            Sidecar = configuration["DAPR_GRPC_ENDPOINT"] ?? $"http://127.0.0.1:{configuration["DAPR_GRPC_PORT"] ?? "50001"}",
            SidecarToken = configuration["DAPR_API_TOKEN"],
            Issuer = Needed("Identity:Issuer"),
            Audience = configuration["Identity:Audience"] ?? "aftersales",
            Keys = authority is null || configuration["Identity:KeySet"] is not null
                ? [.. new JsonWebKeySet(File.ReadAllText(Needed("Identity:KeySet"))).GetSigningKeys()]
                : [],
            Authority = authority,
            ServiceKey = configuration["Identity:ServiceKey"] is { } serviceKey ? new JsonWebKey(File.ReadAllText(serviceKey)) : null,
            ApiKeys = new()
            {
                Fresh = TimeSpan.FromSeconds(Number("ApiKeys:FreshSeconds", (int)new ApiKeySettings().Fresh.TotalSeconds)),
                Stale = TimeSpan.FromSeconds(Number("ApiKeys:StaleSeconds", (int)new ApiKeySettings().Stale.TotalSeconds)),
            },
            Proxies = [.. List("Proxies").Select(range => IPNetwork.Parse(range))],
            DevelopmentKey = DevelopmentKeyOf(configuration["Identity:DevelopmentKey"], isDevelopment),
            Redis = configuration["Redis"],
            Origins = List("Origins"),
            Limit = LimitSettings.Read(configuration),
            Gate = GateSettings.Read(configuration),
            Configuration = configuration,
        };
    }

    private static JsonWebKey? DevelopmentKeyOf(string? file, bool isDevelopment) =>
        file is null ? null
        : isDevelopment ? new(File.ReadAllText(file))
        : throw new InvalidOperationException("Identity:DevelopmentKey gives anybody a token for anything: it is for Environment=Development alone");
}

/// <summary>A port with TLS, HTTP/1.1 and HTTP/2.</summary>
public sealed record TlsSettings(int Port, X509Certificate2 Certificate);

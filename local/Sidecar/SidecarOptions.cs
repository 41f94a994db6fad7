using Aftersales.Sidecar.Api;
using Aftersales.Sidecar.Calls;
using Aftersales.Sidecar.Events;

namespace Aftersales.Sidecar;

/// <summary>How one sidecar serves one app.</summary>
public sealed record SidecarOptions
{
    /// <summary>The app's id: lower-case letters, digits and hyphens.</summary>
    public required string AppId { get; init; }

    /// <summary>The loopback port (gRPC without TLS) on which the app listens, now or later.</summary>
    public required int AppPort { get; init; }

    /// <summary>The port of the gRPC API; 0 takes a free one.</summary>
    public int GrpcPort { get; init; }

    /// <summary>The port of the HTTP API; 0 takes a free one.</summary>
    public int HttpPort { get; init; }

    /// <summary>What the app must send as <c>dapr-api-token</c> (<c>DAPR_API_TOKEN</c>); null asks for none.</summary>
    public string? ApiToken { get; init; }

    /// <summary>What the app gets as <c>dapr-api-token</c> (<c>APP_API_TOKEN</c>); null sends none.</summary>
    public string? AppToken { get; init; }

    /// <summary>The largest message in bytes, either way.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long a call waits for an app that nobody has announced.</summary>
    public TimeSpan NameResolutionTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether the app is asked with <c>AppCallbackHealthCheck</c> before it is asked for its subscriptions.</summary>
    public bool AppHealthCheck { get; init; } = true;

    /// <summary>Who may call which method of the app; null lets everybody call everything.</summary>
    public AccessPolicy? Access { get; init; }

    /// <summary>The name of the pub/sub component.</summary>
    public string PubSubName { get; init; } = "pubsub";

    /// <summary>Secret stores by name.</summary>
    public IReadOnlyDictionary<string, SecretStore> SecretStores { get; init; } = new Dictionary<string, SecretStore>();

    /// <summary>How events reach the app.</summary>
    public DeliveryOptions Delivery { get; init; } = new();

    /// <summary>The clock of waits and retries: real time, also where business time is moved.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

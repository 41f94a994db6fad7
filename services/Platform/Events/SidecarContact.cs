using Aftersales.Platform.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using DaprRuntime = Aftersales.Contracts.Dapr.Dapr;

namespace Aftersales.Platform.Events;

/// <summary>Whether the sidecar asked for the subscriptions: before that, no event can arrive, and Kubernetes readiness waits for it.</summary>
public sealed class SidecarContact(GrpcChannel channel, ServiceSettings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly DaprRuntime.DaprClient sidecar = new(channel);
    private volatile bool isMade;

    /// <summary>A sidecar asks once. One whose app was started again beside it has the answer of the process before, and says so.</summary>
    public async Task<bool> IsMade(CancellationToken cancel) => isMade = isMade || await HasAnswer(cancel);

    internal void SubscriptionsAsked() => isMade = true;

    private async Task<bool> HasAnswer(CancellationToken cancel)
    {
        var headers = new Metadata();
        if (settings.SidecarToken is { } token)
            headers.Add("dapr-api-token", token);
        try
        {
            var told = await sidecar.GetMetadataAsync(new(), headers, settings.Time.GetUtcNow().UtcDateTime + Patience, cancel);
            return told.Subscriptions.Count > 0;
        }
        catch (RpcException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}

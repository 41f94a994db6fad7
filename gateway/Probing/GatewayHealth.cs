using Aftersales.Contracts.Standard.Health;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using static Aftersales.Contracts.Standard.Health.HealthCheckResponse.Types;

namespace Aftersales.Gateway.Probing;

/// <summary>The standard health interface: of the gateway itself under the empty name, and of each service behind it under its own.</summary>
internal sealed class GatewayHealth(HealthService own, ServiceProbe probe, IHostApplicationLifetime lifetime) : Health.HealthBase
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (request.Service.Length == 0)
            return await own.Check(request, context);
        var status = await Of(request.Service, context.CancellationToken);
        return status is ServingStatus.ServiceUnknown ? throw new RpcException(new(StatusCode.NotFound, "no such service")) : new() { Status = status };
    }

    /// <summary>Asks again and again, and tells what changes, until the caller cancels or the gateway stops.</summary>
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        if (request.Service.Length == 0)
        {
            await own.Watch(request, responseStream, context);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            for (ServingStatus? last = null; ; await Task.Delay(Pause, end.Token))
            {
                var status = await Of(request.Service, end.Token);
                if (status != last)
                    await responseStream.WriteAsync(new() { Status = status }, end.Token);
                last = status;
            }
        }
        catch (OperationCanceledException)
        {
            // The caller has gone, or the gateway stops.
        }
    }

    private async Task<ServingStatus> Of(string service, CancellationToken cancel) => await probe.IsServing(service, cancel) switch
    {
        null => ServingStatus.ServiceUnknown,
        true => ServingStatus.Serving,
        false => ServingStatus.NotServing,
    };
}

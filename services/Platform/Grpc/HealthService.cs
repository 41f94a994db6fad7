using Aftersales.Contracts.Standard.Health;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using static Aftersales.Contracts.Standard.Health.HealthCheckResponse.Types;

namespace Aftersales.Platform.Grpc;

/// <summary>The standard health interface over <see cref="HealthStatus"/>.</summary>
public sealed class HealthService(HealthStatus health, IHostApplicationLifetime lifetime) : Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        health.Of(request.Service) is { } status
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            : throw new RpcException(new(StatusCode.NotFound, "no such service"));

    /// <summary>Goes on until the caller cancels, or the server stops: an open stream would hold it back.</summary>
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            var last = (ServingStatus?)null;
            await foreach (var status in health.Watch(request.Service, end.Token))
            {
                if (status != last)
                    await responseStream.WriteAsync(new() { Status = status }, end.Token);
                last = status;
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            await responseStream.WriteAsync(new() { Status = ServingStatus.NotServing });
        }
        catch (OperationCanceledException)
        {
            // The caller has gone.
        }
    }
}

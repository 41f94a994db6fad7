using Aftersales.Gateway.Forwarding;

namespace Aftersales.Gateway.Gates;

/// <summary>The gates of all services.</summary>
internal sealed class ServiceGates : IDisposable
{
    private readonly Dictionary<string, ServiceGate> gates;

    public ServiceGates(GatewaySettings settings, GatewayMetrics metrics, ILogger<ServiceGates> log)
    {
        gates = settings.Services.Select(ForwardedMethod.AppOf).Distinct().ToDictionary(app => app, app => new ServiceGate(app, settings, metrics, log));
        metrics.Watch(gates.Values);
    }

    public ServiceGate Of(ForwardedMethod method) => gates[method.App];

    public void Dispose()
    {
        foreach (var gate in gates.Values)
            gate.Dispose();
    }
}

using System.Diagnostics.Metrics;
using Aftersales.Gateway.Gates;
using Aftersales.Gateway.Limits;
using Aftersales.Platform.Telemetry;

namespace Aftersales.Gateway;

/// <summary>What the gateway counts of itself. Labels are names out of the contracts, never a caller or a merchant (R-PPL-2).</summary>
internal sealed class GatewayMetrics : IDisposable
{
    private readonly Meter meter = new(CallTelemetry.Name);
    private readonly Counter<long> counted;
    private readonly Counter<long> told;
    private readonly Counter<long> refused;

    public GatewayMetrics()
    {
        counted = meter.CreateCounter<long>(
            "aftersales.gateway.limited", "{call}", "Calls held against the limits, by class and outcome (passed, refused).");
        told = meter.CreateCounter<long>(
            "aftersales.gateway.told", "{time}", "How often the gateways told each other through Redis what they let pass, by outcome (told, away).");
        refused = meter.CreateCounter<long>(
            "aftersales.gateway.refused", "{call}", "Calls that were not passed on, by service and why: full (the queue), crowded (by the caller itself), late (no turn in time), open (the circuit).");
    }

    public void Counted(MethodClass of, bool passes) => counted.Add(1, new("class", of.ToString()), new("outcome", passes ? "passed" : "refused"));

    public void Told(bool isTold) => told.Add(1, new KeyValuePair<string, object?>("outcome", isTold ? "told" : "away"));

    public void Refused(string service, string why) => refused.Add(1, new("service", service), new("why", why));

    /// <summary>Shows how the gates are whenever somebody looks.</summary>
    public void Watch(IReadOnlyCollection<ServiceGate> gates)
    {
        meter.CreateObservableGauge(
            "aftersales.gateway.calls", () => Lanes(gates, lane => lane.UnderWay), "{call}", "Calls under way, by service and lane (calls, uploads, streams).");
        meter.CreateObservableGauge("aftersales.gateway.waiting", () => Lanes(gates, lane => lane.Waiting), "{call}", "Calls that wait for their turn, by service and lane.");
        meter.CreateObservableGauge(
            "aftersales.gateway.circuit",
            () => gates.Select(gate => new Measurement<int>(gate.Circuit.IsOpen ? 1 : 0, new KeyValuePair<string, object?>("service", gate.App))),
            "{circuit}",
            "1 while a service does not answer and is not asked.");
    }

    public void Dispose() => meter.Dispose();

    private static IEnumerable<Measurement<long>> Lanes(IEnumerable<ServiceGate> gates, Func<Lane, long> read) =>
        from gate in gates
        from lane in gate.Lanes
        select new Measurement<long>(read(lane), new("service", gate.App), new("lane", lane.Name));
}

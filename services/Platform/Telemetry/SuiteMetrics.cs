using System.Diagnostics.Metrics;

namespace Aftersales.Platform.Telemetry;

/// <summary>What the suite counts of itself. Labels are names out of the code and the contracts, never anything of a person, a merchant or an aggregate (R-PPL-2).</summary>
internal static class SuiteMetrics
{
    private static readonly Counter<long> Committed = CallTelemetry.Meter.CreateCounter<long>(
        "aftersales.events.committed", "{event}", "Events that were committed, by aggregate and event: what happened, as the trail has it.");

    private static readonly Counter<long> Repeated = CallTelemetry.Meter.CreateCounter<long>(
        "aftersales.events.repeated", "{event}", "Events of others that came again and changed nothing, by aggregate.");

    private static readonly Counter<long> Published = CallTelemetry.Meter.CreateCounter<long>(
        "aftersales.events.published", "{event}", "Events that the relay handed to the sidecar, and tries that failed, by outcome.");

    private static readonly Counter<long> Handled = CallTelemetry.Meter.CreateCounter<long>(
        "aftersales.events.handled", "{event}", "Events of others, by type and outcome: taken, refused (a dead letter), retried (delivered again).");

    private static readonly Counter<long> Ran = CallTelemetry.Meter.CreateCounter<long>(
        "aftersales.work.runs", "{run}", "Due work that was run, by aggregate, name and outcome: done, away (somebody else is), failed.");

    public static void EventCommitted(string aggregate, string type) => Committed.Add(1, new("aggregate", aggregate), new("event", type));

    public static void EventRepeated(string aggregate) => Repeated.Add(1, new KeyValuePair<string, object?>("aggregate", aggregate));

    public static void EventPublished(bool isTaken) => Published.Add(1, new KeyValuePair<string, object?>("outcome", isTaken ? "published" : "failed"));

    public static void EventHandled(string type, string outcome) => Handled.Add(1, new("type", type), new("outcome", outcome));

    public static void WorkRan(string aggregate, string name, string outcome) =>
        Ran.Add(1, new("aggregate", aggregate), new("name", name), new("outcome", outcome));
}

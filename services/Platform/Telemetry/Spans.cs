using System.Diagnostics;
using Aftersales.Kernel;

namespace Aftersales.Platform.Telemetry;

/// <summary>What the spans of traces tell beside calls: which aggregate a call, an event or due work is about, so that a case is found by its id.</summary>
internal static class Spans
{
    private static readonly ActivitySource Source = new(CallTelemetry.Name);

    /// <summary>A span of its own for an event that came: part of the trace in which it was published.</summary>
    public static Activity? OfEvent(string type, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var published) ? Source.StartActivity($"event {type}", ActivityKind.Consumer, published) : null;

    /// <summary>A span for due work, the beginning of a trace.</summary>
    public static Activity? OfWork(string kind, string name, string id)
    {
        var span = Source.StartActivity($"work {kind}/{name}", ActivityKind.Internal, parentContext: default);
        About(kind, id);
        return span;
    }

    /// <summary>Names the aggregate on the present span; only ids that the suite made itself, since others' may tell of a person (R-PPL-2).</summary>
    public static void About(string kind, string id)
    {
        if (Activity.Current is { IsAllDataRequested: true } span && id.IndexOf('_', StringComparison.Ordinal) is > 0 and var end && Ids.IsValid(id[..end], id))
            span.SetTag($"aftersales.{kind}", id);
    }
}

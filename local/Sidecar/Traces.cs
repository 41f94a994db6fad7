using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aftersales.Sidecar;

/// <summary>The sidecar as a hop of its own in the traces of calls.</summary>
internal static class Traces
{
    private const string Header = "traceparent";

    /// <summary>Sends a span of each call to a collector (OTLP); nothing where none is named.</summary>
    public static TracerProvider? Export(string app, string? collector) => collector is null
        ? null
        : Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService($"{app}-sidecar", "aftersales"))
            .AddSource("Microsoft.AspNetCore")
            .AddOtlpExporter(otlp => otlp.Endpoint = new(collector))
            .Build();

    /// <summary>Makes this hop the callee's parent. Where nobody collects there is none, and the caller stays the parent.</summary>
    public static void Continue(HttpRequestMessage onward)
    {
        if (Activity.Current is not { Id: { } id, Source.Name.Length: > 0 })
            return;
        onward.Headers.Remove(Header);
        onward.Headers.TryAddWithoutValidation(Header, id);
    }
}

using System.Diagnostics.Metrics;
using Aftersales.Platform.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Aftersales.Platform.Tests.Telemetry;

public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData("aftersales.call.duration", "s", false, "aftersales_call_duration_seconds")]
    [InlineData("aftersales.events.committed", "{event}", true, "aftersales_events_committed_total")]
    [InlineData("dotnet.process.memory.working_set", "By", false, "dotnet_process_memory_working_set_bytes")]
    [InlineData("time.in.seconds", "s", false, "time_in_seconds")]
    public void Names_follow_the_rules_for_Prometheus(string name, string unit, bool isCounter, string expected) =>
        PrometheusText.Name(name, unit, isCounter).ShouldBe(expected);

    [Fact]
    public void Counters_gauges_and_histograms_are_written_as_they_are_now()
    {
        using var meter = new Meter($"test-{Guid.NewGuid()}");
        var text = new PrometheusText();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name)
            .AddView("took", new ExplicitBucketHistogramConfiguration { Boundaries = [0.1, 1] })
            .AddReader(new BaseExportingMetricReader(text)).Build();
        var counter = meter.CreateCounter<long>("things.done", "{thing}");
        var histogram = meter.CreateHistogram<double>("took", "s");
        meter.CreateObservableGauge("waiting", () => 7L);

        counter.Add(2, new KeyValuePair<string, object?>("kind", "with \"quotes\""));
        histogram.Record(0.05);
        histogram.Record(5);
        text.Read().Split('\n').ShouldBe([
            "# TYPE things_done_total counter",
            "things_done_total{kind=\"with \\\"quotes\\\"\"} 2",
            "# TYPE took_seconds histogram",
            "took_seconds_bucket{le=\"0.1\"} 1",
            "took_seconds_bucket{le=\"1\"} 1",
            "took_seconds_bucket{le=\"+Inf\"} 2",
            "took_seconds_sum 5.05",
            "took_seconds_count 2",
            "# TYPE waiting gauge",
            "waiting 7",
            "",
        ]);

        counter.Add(1, new KeyValuePair<string, object?>("kind", "with \"quotes\""));
        text.Read().ShouldContain("things_done_total{kind=\"with \\\"quotes\\\"\"} 3", Case.Sensitive, "what is counted goes on");
    }
}

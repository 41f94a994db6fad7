using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Aftersales.Platform.Telemetry;

/// <summary>
/// Metrics in Prometheus' text format 0.0.4, collected when they are asked for. Names follow OpenTelemetry's rules for Prometheus, so that the same
/// queries serve whether a collector brings the metrics or Prometheus fetches them.
/// </summary>
internal sealed class PrometheusText : BaseExporter<Metric>, IPullMetricExporter
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock gate = new();
    private string text = "";

    /// <summary>Set by the reader that this is given to.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>All metrics as they are now.</summary>
    public string Read()
    {
        lock (gate)
        {
            text = "";
            Collect?.Invoke(Timeout.Infinite);
            return text;
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var lines = new StringBuilder();
        foreach (var metric in batch)
            Write(lines, metric);
        text = lines.ToString();
        return ExportResult.Success;
    }

    /// <summary><c>aftersales.call.duration</c> in seconds is <c>aftersales_call_duration_seconds</c>; counters end in <c>_total</c>.</summary>
    internal static string Name(string name, string unit, bool isCounter)
    {
        var full = new StringBuilder(name.Length + 16);
        foreach (var letter in name)
            full.Append(char.IsAsciiLetterOrDigit(letter) || letter == ':' ? letter : '_');
        if (Unit(unit) is { Length: > 0 } suffix && !name.EndsWith(suffix, StringComparison.Ordinal))
            full.Append('_').Append(suffix);
        return isCounter ? full.Append("_total").ToString() : full.ToString();
    }

    // What is counted ({event}) is no unit.
    private static string Unit(string unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        _ => "",
    };

    private static void Write(StringBuilder lines, Metric metric)
    {
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var name = Name(metric.Name, metric.Unit, isCounter);
        var type = metric.MetricType switch
        {
            _ when isCounter => "counter",
            MetricType.Histogram => "histogram",
            MetricType.ExponentialHistogram => null, // has no form here; none of ours is one
            _ => "gauge",
        };
        if (type is null)
            return;
        lines.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            switch (metric.MetricType)
            {
                case MetricType.Histogram:
                    WriteHistogram(lines, name, point);
                    break;
                case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                    Line(lines, name, point.Tags, null, point.GetSumLong());
                    break;
                case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                    Line(lines, name, point.Tags, null, point.GetSumDouble());
                    break;
                case MetricType.LongGauge:
                    Line(lines, name, point.Tags, null, point.GetGaugeLastValueLong());
                    break;
                case MetricType.DoubleGauge:
                    Line(lines, name, point.Tags, null, point.GetGaugeLastValueDouble());
                    break;
            }
        }
    }

    private static void WriteHistogram(StringBuilder lines, string name, in MetricPoint point)
    {
        var below = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            Line(lines, name + "_bucket", point.Tags, bound, below);
        }

        Line(lines, name + "_sum", point.Tags, null, point.GetHistogramSum());
        Line(lines, name + "_count", point.Tags, null, point.GetHistogramCount());
    }

    private static void Line(StringBuilder lines, string name, ReadOnlyTagCollection tags, string? bound, double value)
    {
        lines.Append(name);
        var before = '{';
        foreach (var tag in tags)
        {
            Label(lines, before, Name(tag.Key, "", false), Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "");
            before = ',';
        }

        if (bound is not null)
        {
            Label(lines, before, "le", bound);
            before = ',';
        }

        if (before == ',')
            lines.Append('}');
        lines.Append(' ').Append(Number(value)).Append('\n');
    }

    private static void Label(StringBuilder lines, char before, string name, string value) => lines.Append(before).Append(name).Append("=\"")
        .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
        .Append('"');

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}

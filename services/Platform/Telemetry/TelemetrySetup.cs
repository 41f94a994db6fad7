using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aftersales.Platform.Telemetry;

/// <summary>
/// Traces and metrics over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector, and metrics at <c>/metrics</c>, where <c>Metrics</c> is
/// <c>true</c>. What is shown is the whole process's, so that a host which runs several services in one wants neither for each.
/// </summary>
public static class TelemetrySetup
{
    private static readonly string[] Meters =
    [
        CallTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql",
    ];

    /// <summary>Whether anybody is told what the process counts.</summary>
    public static bool IsAsked(IConfiguration configuration) => Collector(configuration) is not null || IsShown(configuration);

    /// <param name="services">The app's services.</param>
    /// <param name="name">App id.</param>
    /// <param name="configuration">Where the two settings are looked for.</param>
    public static void AddTelemetry(this IServiceCollection services, string name, IConfiguration configuration)
    {
        if (Collector(configuration) is { } endpoint)
            services.AddHostedService(_ => new Exporting(name, endpoint));
        if (IsShown(configuration))
            services.AddSingleton(_ => new Showing());
    }

    /// <summary>Serves <c>/metrics</c>, if it was asked for.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetService<Showing>() is { } showing)
            app.MapGet("/metrics", () => Results.Text(showing.Text.Read(), PrometheusText.ContentType));
    }

    private static Uri? Collector(IConfiguration configuration) =>
        configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } endpoint ? new(endpoint) : null;

    private static bool IsShown(IConfiguration configuration) => configuration["Metrics"] == "true";

    private sealed class Showing : IDisposable
    {
        private readonly MeterProvider metrics;

        public Showing() => metrics = Sdk.CreateMeterProviderBuilder().AddMeter(Meters).AddReader(new BaseExportingMetricReader(Text)).Build();

        public PrometheusText Text { get; } = new();

        public void Dispose() => metrics.Dispose();
    }

    private sealed class Exporting(string service, Uri endpoint) : IHostedService
    {
        private TracerProvider? traces;
        private MeterProvider? metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = ResourceBuilder.CreateDefault().AddService(service, "aftersales");
            traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(CallTelemetry.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql")
                .AddOtlpExporter(To)
                .Build();
            metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter(To).Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces?.Dispose();
            metrics?.Dispose();
            return Task.CompletedTask;
        }

        private void To(OtlpExporterOptions options) => options.Endpoint = endpoint;
    }
}

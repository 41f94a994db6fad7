using Aftersales.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aftersales.Platform.Telemetry;

/// <summary>Traces and metrics over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector; nothing otherwise.</summary>
internal static class TelemetrySetup
{
    public static void Add(IServiceCollection services, ServiceSettings settings)
    {
        if (settings.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { } endpoint)
            services.AddHostedService(_ => new Exporting(settings.Name, new(endpoint)));
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
            metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(CallTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Npgsql")
                .AddOtlpExporter(To)
                .Build();
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

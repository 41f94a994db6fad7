using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aftersales.Platform.Telemetry;

public static class Logs
{
    /// <summary>
    /// Logs to the console: a line of text for people, or where <c>Logging:Format</c> is <c>json</c> an object for a collector, with the message's
    /// values as fields of their own and the trace it belongs to.
    /// </summary>
    public static ILoggingBuilder AddConsoleAs(this ILoggingBuilder logging, IConfiguration configuration)
    {
        if (configuration["Logging:Format"] != "json")
            return logging.AddSimpleConsole(console => console.SingleLine = true);
        return logging
            .Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId)
            .AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                console.IncludeScopes = true;
            });
    }
}

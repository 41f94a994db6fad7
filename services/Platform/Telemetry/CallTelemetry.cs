using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aftersales.Platform.Pipeline;
using Grpc.Core;

namespace Aftersales.Platform.Telemetry;

/// <summary>Counts and times each call by method and status. Nothing of a message is ever recorded (R-PPL-2).</summary>
public sealed class CallTelemetry(TimeProvider time) : ServerInterceptor
{
    /// <summary>Name of the suite's meter and activity source.</summary>
    public const string Name = "Aftersales";

    internal static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("aftersales.call.duration", "s", "Time of a call at the server, by method and status.");

    protected override async Task Around(object? request, ServerCallContext context, Func<Task> next)
    {
        var start = time.GetTimestamp();
        var code = StatusCode.OK;
        try
        {
            await next();
        }
        catch (RpcException error)
        {
            code = error.StatusCode;
            throw;
        }
        finally
        {
            Duration.Record(time.GetElapsedTime(start).TotalSeconds, new("rpc.method", context.Method), new("rpc.grpc.status_code", (int)code));
            Activity.Current?.SetTag("rpc.grpc.status_code", (int)code);
            Activity.Current?.DisplayName = context.Method;
        }
    }
}

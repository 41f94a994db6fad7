using System.Runtime.ExceptionServices;
using System.Threading.RateLimiting;
using Aftersales.Gateway.Access;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Limits;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Gates;

/// <summary>The way to one service: so many calls at once, a bounded number waiting, and none while it does not answer.</summary>
internal sealed class ServiceGate : IDisposable
{
    private static readonly TimeSpan WhileFull = TimeSpan.FromSeconds(1);

    private readonly GatewayMetrics metrics;
    private readonly Lane calls;
    private readonly Lane uploads;
    private readonly Lane streams;

    public ServiceGate(string app, GatewaySettings settings, GatewayMetrics metrics, ILogger log)
    {
        (App, this.metrics) = (app, metrics);
        Circuit = new(app, settings.Gate.Circuit, settings.Time, log);
        (calls, uploads, streams) = (new("calls", settings.Gate.Calls), new("uploads", settings.Gate.Uploads), new("streams", settings.Gate.Streams));
    }

    public string App { get; }

    public Circuit Circuit { get; }

    public IReadOnlyList<Lane> Lanes => [calls, uploads, streams];

    /// <summary>Makes a call when it is its turn.</summary>
    /// <param name="call">Answers whether the service was away. What it throws is thrown on.</param>
    /// <returns>Null when the call was made; else what its caller is told.</returns>
    public async Task<Rpc.Status?> Pass(MethodClass of, CallerName caller, Deadline deadline, Func<Task<bool>> call)
    {
        if (Circuit.Rest is { } rest)
            return Refuse("open", "the service does not answer", rest);
        var lane = LaneOf(of);
        if (!lane.Shares.TryEnter(caller))
            return Refuse("crowded", "the caller has too much under way", WhileFull);
        try
        {
            return await Pass(of, lane, deadline, call);
        }
        finally
        {
            lane.Shares.Leave(caller);
        }
    }

    public void Dispose()
    {
        foreach (var lane in Lanes)
            lane.Dispose();
    }

    private async Task<Rpc.Status?> Pass(MethodClass of, Lane lane, Deadline deadline, Func<Task<bool>> call)
    {
        using var turn = await Turn(lane, deadline);
        if (turn is null)
            return Refuse("late", "no turn came in time", null, StatusCode.DeadlineExceeded);
        if (!turn.IsAcquired)
            return Refuse("full", "the service has too much to do", WhileFull);
        if (of is MethodClass.Stream or MethodClass.Upload)
        {
            await call();
            return null;
        }

        return await Circuit.Run(() => End(call, deadline)) is { } wait ? Refuse("open", "the service does not answer", wait) : null;
    }

    private static async Task<Ending> End(Func<Task<bool>> call, Deadline deadline)
    {
        try
        {
            return new(await call());
        }
        catch (Exception thrown)
        {
            var isAway = thrown is HttpRequestException or IOException || (thrown is OperationCanceledException && deadline.IsMissed);
            return new(isAway, ExceptionDispatchInfo.Capture(thrown));
        }
    }

    private Lane LaneOf(MethodClass of) => of switch
    {
        MethodClass.Stream => streams,
        MethodClass.Upload => uploads,
        _ => calls,
    };

    // Null when the time was over before it came.
    private static async ValueTask<RateLimitLease?> Turn(Lane lane, Deadline deadline)
    {
        try
        {
            return await lane.Enter(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private Rpc.Status Refuse(string why, string message, TimeSpan? wait, StatusCode code = StatusCode.Unavailable)
    {
        metrics.Refused(App, why);
        return Errors.Status(code, message, "SERVICE_UNAVAILABLE", [new("service", App)], retryAfter: wait);
    }
}

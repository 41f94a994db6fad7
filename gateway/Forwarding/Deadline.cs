using Aftersales.Platform.Grpc;
using Grpc.Core;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Forwarding;

/// <summary>How long a call may take: as its caller says, else the usual time, which streams do not have. Its token ends with the caller too.</summary>
internal sealed class Deadline : IDisposable
{
    /// <summary>The service knows the deadline too; its own answer, which says more, shall come first.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    /// <summary>A call with a single request gets no more, whatever its caller says: it holds one of its service's places.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(5);

    /// <summary>Whoever gives a service less cannot say that it does not answer.</summary>
    private static readonly TimeSpan Fair = TimeSpan.FromSeconds(5);

    private readonly bool isFair;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource either;

    public Deadline(HttpContext context, GatewaySettings settings, bool isStream)
    {
        var asked = GrpcTimeout.Parse(context.Request.Headers[GrpcTimeout.Header]);
        var time = isStream ? asked : asked < LongestCall ? asked : asked is null ? settings.DefaultDeadline : LongestCall;
        Header = time is null ? null : time == asked ? context.Request.Headers[GrpcTimeout.Header].ToString() : GrpcTimeout.Format(time.Value);
        isFair = time >= Fair;
        timer = time < LongestTimer ? new(time.Value + Grace, settings.Time) : new();
        either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, context.RequestAborted);
    }

    /// <summary>The time left, as gRPC's header says it to the service; null when there is none.</summary>
    public string? Header { get; }

    public bool IsPast => timer.IsCancellationRequested;

    /// <summary>Whether a service that had enough time gave no answer in it.</summary>
    public bool IsMissed => isFair && IsPast;

    /// <summary>Whether a call that ended like this shows that its service is away, and not only that something it needs is, or that its caller had no time.</summary>
    public bool ShowsAway(Rpc.Status outcome) => (StatusCode)outcome.Code switch
    {
        StatusCode.DeadlineExceeded => isFair,
        // CANCELLED that nobody asked for is a sidecar's that stops. What has a reason the service said itself, and so it lives; without its database it can
        // do nothing.
        StatusCode.Unavailable or StatusCode.Cancelled =>
            ErrorDetails.From(outcome).Info is not { } info || info.Reason == "STORE_UNAVAILABLE",
        _ => false,
    };

    /// <summary>Ends when the time is over or the caller has gone.</summary>
    public CancellationToken Token => either.Token;

    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}

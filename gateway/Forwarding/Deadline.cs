namespace Aftersales.Gateway.Forwarding;

/// <summary>How long a call may take: as its caller says, else the usual time, which streams do not have. Its token ends with the caller too.</summary>
internal sealed class Deadline : IDisposable
{
    /// <summary>The service knows the deadline too; its own answer, which says more, shall come first.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource either;

    public Deadline(HttpContext context, GatewaySettings settings, bool isStream)
    {
        var asked = GrpcTimeout.Parse(context.Request.Headers[GrpcTimeout.Header]);
        Header = asked is not null ? context.Request.Headers[GrpcTimeout.Header].ToString()
            : isStream ? null
            : GrpcTimeout.Format(settings.DefaultDeadline);
        var time = asked ?? (isStream ? null : settings.DefaultDeadline);
        timer = time < LongestTimer ? new(time.Value + Grace, settings.Time) : new();
        either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, context.RequestAborted);
    }

    /// <summary>The time left, as gRPC's header says it to the service; null when there is none.</summary>
    public string? Header { get; }

    public bool IsPast => timer.IsCancellationRequested;

    /// <summary>Ends when the time is over or the caller has gone.</summary>
    public CancellationToken Token => either.Token;

    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}

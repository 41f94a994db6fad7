using System.Runtime.ExceptionServices;
using Polly;
using Polly.CircuitBreaker;

namespace Aftersales.Gateway.Gates;

/// <summary>
/// Stops asking a service that does not answer: callers then hear at once that it is away, and it is left in peace to get up again. After a break one
/// call tries it. Streams heed it and do not count: what stays open for hours proves nothing now.
/// </summary>
internal sealed partial class Circuit
{
    private static readonly TimeSpan WhileTried = TimeSpan.FromSeconds(1);

    private readonly ResiliencePipeline<Ending> pipeline;
    private readonly TimeProvider time;
    private long restsUntil;

    public Circuit(string app, CircuitSettings settings, TimeProvider time, ILogger log)
    {
        this.time = time;
        pipeline = new ResiliencePipelineBuilder<Ending> { TimeProvider = time }
            .AddCircuitBreaker(new()
            {
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is { IsAway: true }),
                FailureRatio = settings.FailurePercent / 100.0,
                MinimumThroughput = settings.LeastCalls,
                SamplingDuration = settings.Window,
                BreakDuration = settings.Break,
                OnOpened = opened =>
                {
                    Volatile.Write(ref restsUntil, (time.GetUtcNow() + opened.BreakDuration).UtcTicks);
                    Opened(log, app, opened.BreakDuration.TotalSeconds);
                    return default;
                },
                OnClosed = _ =>
                {
                    Volatile.Write(ref restsUntil, 0);
                    Closed(log, app);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Whether the service counts as away, also while it is tried again.</summary>
    public bool IsOpen => Volatile.Read(ref restsUntil) != 0;

    /// <summary>How long it is not asked yet; null when a call may go.</summary>
    public TimeSpan? Rest => Volatile.Read(ref restsUntil) - time.GetUtcNow().UtcTicks is > 0 and var ticks ? new(ticks) : null;

    /// <returns>Null when the call was made; else how long to wait.</returns>
    public async ValueTask<TimeSpan?> Run(Func<Task<Ending>> call)
    {
        var context = ResilienceContextPool.Shared.Get();
        try
        {
            var outcome = await pipeline.ExecuteOutcomeAsync(static async (_, call) => Outcome.FromResult(await call()), context, call);
            if (outcome.Exception is BrokenCircuitException broken)
                return broken.RetryAfter ?? WhileTried;
            outcome.ThrowIfException();
            outcome.Result.Thrown?.Throw();
            return null;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{App} does not answer and is not asked for {Seconds} s")]
    private static partial void Opened(ILogger log, string app, double seconds);

    [LoggerMessage(LogLevel.Warning, "{App} answers again")]
    private static partial void Closed(ILogger log, string app);
}

/// <summary>How a call ended.</summary>
/// <param name="IsAway">The service gave no answer, or one that only its absence explains.</param>
/// <param name="Thrown">What is thrown on to whoever made the call.</param>
internal readonly record struct Ending(bool IsAway, ExceptionDispatchInfo? Thrown = null);

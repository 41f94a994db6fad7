using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Grpc.Core;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Aftersales.Platform.Peers;

/// <summary>
/// Another service of the suite, called through the own sidecar. This is the one place that retries a hop: a few quick tries, which repeat nothing
/// because every changing request carries a request id; then the caller's own scheduling takes over. A breaker keeps a dead peer from being hammered.
/// </summary>
public sealed class Peer<TClient>(string app, TClient client, Tokens tokens, TimeProvider time)
    where TClient : ClientBase
{
    /// <summary>No call goes out without a deadline: the sidecar sets none.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RpcException>(IsOutage),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RpcException>(IsOutage),
            FailureRatio = 0.9,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromSeconds(2),
        })
        .Build();

    /// <summary>Asks on behalf of whoever decides in this call.</summary>
    /// <exception cref="RefusedException">The peer's own refusal, reason and metadata unchanged; SERVICE_UNAVAILABLE when it is away.</exception>
    public Task<TReply> Ask<TReply>(Call call, Func<TClient, CallOptions, AsyncUnaryCall<TReply>> ask) => Ask(call.Caller.Decider, ask, call.Cancel);

    /// <summary>Asks on behalf of a person that was stored, such as the agent whose offer is carried out.</summary>
    /// <exception cref="RefusedException">The peer's own refusal, reason and metadata unchanged; SERVICE_UNAVAILABLE when it is away.</exception>
    public async Task<TReply> Ask<TReply>(Caller onBehalfOf, Func<TClient, CallOptions, AsyncUnaryCall<TReply>> ask, CancellationToken cancel)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                async stop =>
                {
                    var headers = new Metadata { { "authorization", $"Bearer {tokens.ForService(onBehalfOf)}" } };
                    using var call = ask(client, new(headers, time.GetUtcNow().UtcDateTime + Deadline, stop));
                    return await call.ResponseAsync;
                },
                cancel);
        }
        catch (RpcException error) when (!cancel.IsCancellationRequested)
        {
            throw new RefusedException(Refusal(error));
        }
        catch (BrokenCircuitException)
        {
            throw new RefusedException(Away());
        }
    }

    // CANCELLED that we did not ask for comes from a sidecar that is shutting down.
    private static bool IsOutage(RpcException error) =>
        error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled or StatusCode.Unknown;

    private Refusal Refusal(RpcException error)
    {
        if (ErrorDetails.From(error) is not { Info: { } info } details)
            return Away().With("status", error.StatusCode.ToString());
        var refusal = new Refusal(new(info.Reason, Kind(error.StatusCode)), error.Status.Detail)
        {
            Fields = [.. details.Violations.Select(v => new FieldProblem(v.Field, v.Description))],
        };
        return info.Metadata.Aggregate(refusal, (told, pair) => told.With(pair.Key, pair.Value));
    }

    private Refusal Away() => new Refusal(PlatformReasons.ServiceUnavailable, $"{app} is away").With("service", app);

    private static RefusalKind Kind(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => RefusalKind.Invalid,
        StatusCode.FailedPrecondition => RefusalKind.Precondition,
        StatusCode.NotFound => RefusalKind.NotFound,
        StatusCode.AlreadyExists => RefusalKind.AlreadyExists,
        StatusCode.Aborted => RefusalKind.Conflict,
        StatusCode.PermissionDenied => RefusalKind.Denied,
        StatusCode.ResourceExhausted => RefusalKind.Exhausted,
        _ => RefusalKind.Unavailable,
    };
}

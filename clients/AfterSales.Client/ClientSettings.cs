using Grpc.Core;

namespace Aftersales.Client;

/// <summary>How calls are made.</summary>
public sealed record ClientSettings
{
    /// <summary>Time of a call with one answer, all its repeats included, unless the call says otherwise. Streams have none.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is made at most; 1 repeats nothing.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>First wait before a repeat where the suite names none; it doubles each time, up to <see cref="LongestWait"/>, and a part of it is chance.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait before a repeat, and between two tries of a watch. What the suite names may be longer.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long to wait before the next try.</summary>
    /// <param name="failures">Tries that failed, from 1.</param>
    internal TimeSpan Wait(int failures)
    {
        var longest = Math.Min(LongestWait.TotalMilliseconds, FirstWait.TotalMilliseconds * Math.Pow(2, failures - 1));
        return TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>How long to wait before a call is made again; null when another try would not mend it, or its time would be over.</summary>
    /// <param name="error">How it ended.</param>
    /// <param name="tries">How often it was made.</param>
    /// <param name="options">With its deadline.</param>
    internal TimeSpan? WaitAfter(RpcException error, int tries, CallOptions options)
    {
        TimeSpan? wait = (error.StatusCode, error.Refusal()?.RetryAfter) switch
        {
            (StatusCode.Unavailable, { } told) => told,
            (StatusCode.Unavailable, null) => Wait(tries),
            (StatusCode.ResourceExhausted, var told) => told,
            _ => null,
        };
        return tries < Tries && Time.GetUtcNow().UtcDateTime + wait < options.Deadline ? wait : null;
    }

    /// <summary>Waits before a repeat, also for a thread that blocks and whose SynchronizationContext cannot go on meanwhile.</summary>
    /// <exception cref="RpcException">CANCELLED, as a call itself says it.</exception>
    internal async Task Pause(TimeSpan wait, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(wait, Time, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new RpcException(new(StatusCode.Cancelled, "cancelled before it was made again"));
        }
    }
}

using System.Threading.RateLimiting;

namespace Aftersales.Gateway.Gates;

/// <summary>So many calls at once, and so many that wait.</summary>
internal sealed class Lane(string name, LaneSettings settings) : IDisposable
{
    private readonly ConcurrencyLimiter limiter =
        new(new() { PermitLimit = settings.AtOnce, QueueLimit = settings.Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    public string Name => name;

    public CallerShares Shares { get; } = new(settings.PerCaller);

    public long UnderWay => settings.AtOnce - limiter.GetStatistics()!.CurrentAvailablePermits;

    public long Waiting => limiter.GetStatistics()!.CurrentQueuedCount;

    /// <summary>Waits for a turn, which lasts until the lease is disposed of; without one when too many wait already.</summary>
    /// <exception cref="OperationCanceledException">No turn came in time.</exception>
    public ValueTask<RateLimitLease> Enter(CancellationToken cancel) => limiter.AcquireAsync(1, cancel);

    public void Dispose() => limiter.Dispose();
}

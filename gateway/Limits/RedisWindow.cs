using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;

namespace Aftersales.Gateway.Limits;

/// <summary>One caller's fixed window, counted in Redis by all replicas together. While Redis is away, every call passes.</summary>
internal sealed class RedisWindow(RedisCounter redis, (string Merchant, string Subject) caller, LimitSettings limit, TimeProvider time) : RateLimiter
{
    // Hashed: of bounded length, and Redis is told no names.
    private readonly string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.Merchant}\n{caller.Subject}")));
    private long lastUse = time.GetTimestamp();

    public override TimeSpan? IdleDuration => time.GetElapsedTime(Volatile.Read(ref lastUse));

    public override RateLimiterStatistics? GetStatistics() => null;

    /// <summary>Refuses, upon which the middleware asks again and waits for the answer.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(false, limit.Window);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        Volatile.Write(ref lastUse, time.GetTimestamp());
        var now = time.GetUtcNow().Ticks;
        var window = now / limit.Window.Ticks;
        var count = await redis.Count($"limit:{key}:{window}", limit.Window);
        return new Lease(count is null || count <= limit.Calls, new TimeSpan(((window + 1) * limit.Window.Ticks) - now));
    }

    private sealed class Lease(bool isAcquired, TimeSpan untilNext) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? untilNext : null;
            return metadata is not null;
        }
    }
}

namespace Aftersales.Gateway.Limits;

/// <summary>Buckets in memory, of this gateway alone. What is full again is forgotten.</summary>
internal sealed class LocalBuckets(GatewaySettings settings)
{
    private const int LeastSwept = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> full = new(StringComparer.Ordinal);
    private int sweepAt = LeastSwept;

    public Taken Take(ReadOnlySpan<Bucket> buckets)
    {
        var now = settings.Time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond;
        lock (gate)
        {
            var (wait, emptiest) = (0L, 0);
            for (var i = 0; i < buckets.Length; i++)
            {
                var missing = Next(buckets[i], now) - (buckets[i].Allowance.Burst * buckets[i].Allowance.Interval) - now;
                if (missing > wait)
                    (wait, emptiest) = (missing, i);
            }

            if (wait > 0)
                return new(TimeSpan.FromMicroseconds(wait), emptiest);
            foreach (var bucket in buckets)
                full[bucket.Key] = Next(bucket, now);
            Sweep(now);
            return default;
        }
    }

    private long Next(Bucket bucket, long now) => Math.Max(full.GetValueOrDefault(bucket.Key), now) + bucket.Allowance.Interval;

    private void Sweep(long now)
    {
        if (full.Count < sweepAt)
            return;
        foreach (var (key, moment) in full)
        {
            if (moment <= now)
                full.Remove(key);
        }

        sweepAt = Math.Max(LeastSwept, 2 * full.Count);
    }
}

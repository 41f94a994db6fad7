namespace Aftersales.Gateway.Limits;

/// <summary>
/// Token buckets. Each is kept as the moment at which it would be full again (GCRA, the leaky bucket turned round): one number, which needs no timer. A
/// call moves it on by an interval, and passes while it is no further away than the burst. What is full is forgotten. What was taken here is kept until the
/// other gateways were told of it.
/// </summary>
internal sealed class Buckets(GatewaySettings settings)
{
    private const int LeastSwept = 10_000;

    /// <summary>Microseconds for which what the other gateways took is known well enough.</summary>
    private const long FreshFor = 1_000_000;

    private readonly Lock gate = new();
    private readonly Dictionary<Bucket, State> states = [];
    private int sweepAt = LeastSwept;

    private long Now => settings.Time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond;

    public Taken Take(ReadOnlySpan<Bucket> buckets)
    {
        lock (gate)
        {
            var now = Now;
            var (wait, emptiest) = (0L, 0);
            for (var i = 0; i < buckets.Length; i++)
            {
                var (interval, most) = (buckets[i].Allowance.Interval, buckets[i].Allowance.Burst * buckets[i].Allowance.Interval);
                var state = Of(buckets[i]);
                // An empty bucket is no further from being full than this; where the clock was set back it would be.
                state.Full = Math.Min(state.Full, now + most + interval);
                var missing = Math.Max(state.Full, now) + interval - most - now;
                if (missing > wait)
                    (wait, emptiest) = (missing, i);
            }

            if (wait > 0)
                return new(TimeSpan.FromMicroseconds(wait), emptiest);
            foreach (var bucket in buckets)
            {
                var state = Of(bucket);
                state.Full = Math.Max(state.Full, now) + bucket.Allowance.Interval;
                state.Untold++;
            }

            Sweep(now);
            return default;
        }
    }

    /// <summary>Whether it is known what the other gateways let this caller do.</summary>
    public bool IsFresh(Bucket bucket)
    {
        lock (gate)
            return IsFresh(Of(bucket));
    }

    /// <summary>Begins to tell what was taken; null when that is on its way already, or there is nothing to tell and to learn.</summary>
    public Told[]? BeginTelling(Bucket[] buckets)
    {
        lock (gate)
        {
            var caller = Of(buckets[0]);
            if (caller.IsBeingTold || (caller.Untold == 0 && IsFresh(caller)))
                return null;
            caller.IsBeingTold = true;
            var now = Now;
            return [.. buckets.Select(bucket => Of(bucket).Tell(bucket, now))];
        }
    }

    /// <summary>What is taken from now on is told anew.</summary>
    public void EndTelling(Bucket[] buckets)
    {
        lock (gate)
            Of(buckets[0]).IsBeingTold = false;
    }

    /// <summary>Nobody could be told: it is told with what follows.</summary>
    public void TakeBack(Bucket[] buckets, Told[] told)
    {
        lock (gate)
        {
            for (var i = 0; i < buckets.Length; i++)
                Of(buckets[i]).Untold += told[i].Calls;
        }
    }

    /// <param name="full">Microseconds until each is full, what was told among it.</param>
    public void Learn(Bucket[] buckets, long[] full)
    {
        lock (gate)
        {
            var now = Now;
            for (var i = 0; i < buckets.Length; i++)
            {
                var state = Of(buckets[i]);
                state.Full = Math.Max(state.Full, now + full[i] + (state.Untold * buckets[i].Allowance.Interval));
                state.FreshUntil = now + FreshFor;
            }
        }
    }

    private bool IsFresh(State state) => Now < state.FreshUntil;

    private State Of(Bucket bucket)
    {
        if (!states.TryGetValue(bucket, out var state))
            states[bucket] = state = new();
        return state;
    }

    private void Sweep(long now)
    {
        if (states.Count < sweepAt)
            return;
        foreach (var (bucket, state) in states)
        {
            if (state.Full <= now && !state.IsBeingTold)
                states.Remove(bucket);
        }

        sweepAt = Math.Max(LeastSwept, 2 * states.Count);
    }

    private sealed class State
    {
        private string? sharedKey;

        /// <summary>In microseconds.</summary>
        public long Full { get; set; }

        public long FreshUntil { get; set; }

        public long Untold { get; set; }

        public bool IsBeingTold { get; set; }

        // What has run off here since it was taken has run off elsewhere too: after an outage nobody pays for all of it at once.
        public Told Tell(Bucket bucket, long now)
        {
            var interval = bucket.Allowance.Interval;
            var missing = (Math.Max(0, Full - now) + interval - 1) / interval;
            var told = new Told(sharedKey ??= bucket.SharedKey(), interval, Math.Min(Untold, missing));
            Untold = 0;
            return told;
        }
    }
}

/// <summary>What was taken from a bucket here, as the others are told of it.</summary>
internal readonly record struct Told(string Key, long Interval, long Calls);

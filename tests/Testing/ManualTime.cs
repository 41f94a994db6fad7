namespace Aftersales.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire on the thread that moves it, in the order in which they are due,
/// and each sees the clock at its own due time.
/// </summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private readonly List<(int Timers, TaskCompletionSource Reached)> waiters = [];
    private DateTimeOffset now = start.ToUniversalTime();
    private long created;

    /// <summary>Starts at 2024-03-01 00:00 UTC, a Friday, 08:00 in China.</summary>
    public ManualTime() : this(new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero)) { }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state, Interlocked.Increment(ref created));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward; every timer due until then, also one set by a timer on the way, fires before this returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative: this clock never goes back.</exception>
    public void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <inheritdoc cref="Advance"/>
    public void SetUtcNow(DateTimeOffset target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, GetUtcNow());
        while (NextDue(target) is { } timer) timer.Fire();
    }

    /// <summary>
    /// Completes as soon as at least <paramref name="count"/> timers are set: what the code under test does before it waits is
    /// done by then, and the clock may be moved. Await it with a time-out (<c>WaitAsync</c>).
    /// </summary>
    public Task TimersSet(int count = 1)
    {
        lock (gate)
        {
            if (timers.Count >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiters.Add((count, reached));
            return reached.Task;
        }
    }

    // The callback itself runs outside the lock, since it may set or dispose of timers, from other threads too.
    private ManualTimer? NextDue(DateTimeOffset target)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= target).MinBy(timer => (timer.Due, timer.Number));
            if (next is null)
            {
                // Another thread may have moved the clock further meanwhile.
                if (target > now) now = target;
                return null;
            }
            if (next.Due > now) now = next.Due;
            if (next.Period > TimeSpan.Zero) next.Due += next.Period;
            else timers.Remove(next);
            return next;
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state, long number) : ITimer
    {
        private bool disposed;

        public long Number { get; } = number;
        public DateTimeOffset Due { get; set; }
        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                if (disposed) return false;
                time.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                (Due, Period) = (time.now + dueTime, period);
                time.timers.Add(this);
                foreach (var waiter in time.waiters.Where(waiter => time.timers.Count >= waiter.Timers)) waiter.Reached.TrySetResult();
                time.waiters.RemoveAll(waiter => waiter.Reached.Task.IsCompleted);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                disposed = true;
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

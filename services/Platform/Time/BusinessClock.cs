using NodaTime;

namespace Aftersales.Platform.Time;

/// <summary>
/// Business time: real time plus an offset that only Development can move, so that a 5-day deadline plays in a second. Tokens, leases, deadlines
/// of calls and retries keep to real time. The offset can be kept in a file, which every process of the suite sees as it is and which survives a restart.
/// </summary>
public sealed class BusinessClock : IClock, IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);
    private readonly TimeProvider real;
    private readonly Lock gate = new();
    private readonly SharedOffset? shared;
    private readonly ITimer? look;
    private long own;
    private long seen;

    /// <param name="file">Where the offset is kept, for all processes that name the same file; null keeps it here.</param>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public BusinessClock(TimeProvider real, string? file = null)
    {
        this.real = real;
        if (file is null)
            return;
        shared = new(file);
        seen = shared.Ticks;
        look = real.CreateTimer(_ => Look(), null, BetweenLooks, BetweenLooks);
    }

    /// <summary>Raised when the clock was moved; where another process moved it, within 10 ms.</summary>
    public event Action? Moved;

    public Instant GetCurrentInstant() => Real() + Duration.FromTicks(Offset);

    /// <summary>Moves business time to <paramref name="to"/>, forward only; earlier times change nothing.</summary>
    public void MoveTo(Instant to)
    {
        lock (gate)
        {
            if (to <= GetCurrentInstant())
                return;
            Set((to - Real()).BclCompatibleTicks);
        }

        Look();
    }

    /// <summary>Starts business time at <paramref name="at"/>, which may lie in the past; only where no offset was kept before.</summary>
    public void StartAt(Instant at)
    {
        lock (gate)
        {
            if (shared is not { WasThere: true })
                Set((at - Real()).BclCompatibleTicks);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (look is not null)
            await look.DisposeAsync();
        shared?.Dispose();
    }

    private long Offset => shared?.Ticks ?? Interlocked.Read(ref own);

    private void Set(long ticks)
    {
        if (shared is not null)
            shared.Ticks = ticks;
        else
            Interlocked.Exchange(ref own, ticks);
    }

    private void Look()
    {
        var offset = Offset;
        if (Interlocked.Exchange(ref seen, offset) != offset)
            Moved?.Invoke();
    }

    private Instant Real() => Instant.FromDateTimeOffset(real.GetUtcNow());
}

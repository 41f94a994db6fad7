using NodaTime;

namespace Aftersales.Platform.Time;

/// <summary>
/// Business time: real time plus an offset that only Development can move, so that a 5-day deadline plays in a second. Tokens, leases, deadlines
/// of calls and retries keep to real time. The offset is kept in a file, shared by every process of the suite, and survives a restart.
/// </summary>
public sealed class BusinessClock(TimeProvider real, string? file = null) : IClock
{
    private static readonly TimeSpan Reread = TimeSpan.FromMilliseconds(200);
    private readonly Lock gate = new();
    private long offset = Read(file);
    private long readAt = real.GetTimestamp();

    /// <summary>Raised when the clock was moved through this object.</summary>
    public event Action? Moved;

    public Instant GetCurrentInstant()
    {
        if (file is not null && real.GetElapsedTime(Interlocked.Read(ref readAt)) > Reread)
        {
            Interlocked.Exchange(ref readAt, real.GetTimestamp());
            Interlocked.Exchange(ref offset, Read(file));
        }

        return Real() + Duration.FromTicks(Interlocked.Read(ref offset));
    }

    /// <summary>Moves business time to <paramref name="to"/>, forward only; earlier times change nothing.</summary>
    public void MoveTo(Instant to)
    {
        lock (gate)
        {
            if (to <= GetCurrentInstant())
                return;
            Set((to - Real()).BclCompatibleTicks);
        }

        Moved?.Invoke();
    }

    /// <summary>Starts business time at <paramref name="at"/>, which may lie in the past; only where no offset was kept before.</summary>
    public void StartAt(Instant at)
    {
        lock (gate)
        {
            if (file is null || !File.Exists(file))
                Set((at - Real()).BclCompatibleTicks);
        }
    }

    private void Set(long ticks)
    {
        if (file is not null)
        {
            var draft = file + ".new";
            File.WriteAllText(draft, ticks.ToString(System.Globalization.CultureInfo.InvariantCulture));
            File.Move(draft, file, overwrite: true);
        }

        Interlocked.Exchange(ref offset, ticks);
    }

    private Instant Real() => Instant.FromDateTimeOffset(real.GetUtcNow());

    private static long Read(string? file) =>
        file is not null && File.Exists(file) && long.TryParse(File.ReadAllText(file), out var ticks) ? ticks : 0;
}

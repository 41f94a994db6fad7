using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Reconciliation;

/// <summary>A day of which a statement was imported.</summary>
/// <param name="Files">SHA-256 of each file that covered it.</param>
/// <param name="CompareAt">When it is compared with ours again; null when it is not.</param>
public sealed record StatementDay(
    ImmutableArray<string> Files, Instant ImportedAt, string ImportedBy, Instant ComparedAt, int Compared, Instant? CompareAt);

public abstract record DayEvent(Instant At);

public sealed record DayImported(Instant At, string File, string By, Instant? CompareAt) : DayEvent(At);

public sealed record DayCompared(Instant At, Instant? CompareAt) : DayEvent(At);

/// <summary>What follows when a day is imported or compared. Pure.</summary>
public static class DayDecider
{
    /// <summary>The same file again is nothing new.</summary>
    public static Decision<DayEvent> Import(StatementDay? day, string file, string by, Deadlines deadlines, Instant now) =>
        day?.Files.Contains(file) == true ? Decision<DayEvent>.Nothing : new DayImported(now, file, by, deadlines.CompareAgain(0, now));

    /// <param name="day">As it is now.</param>
    /// <param name="due">The time for which it was compared.</param>
    /// <param name="hasOpen">Whether differences are left; only then it is compared again.</param>
    /// <param name="deadlines">Policy in force.</param>
    /// <param name="now">Business time.</param>
    public static Decision<DayEvent> Compare(StatementDay day, Instant due, bool hasOpen, Deadlines deadlines, Instant now) =>
        day.CompareAt is { } at && at <= due
            ? new DayCompared(now, hasOpen ? deadlines.CompareAgain(day.Compared, day.ImportedAt) : null)
            : Decision<DayEvent>.Nothing;

    public static StatementDay Evolve(StatementDay? day, DayEvent happened) => happened switch
    {
        DayImported e => new([.. day?.Files ?? [], e.File], e.At, e.By, e.At, 1, e.CompareAt),
        DayCompared e => day! with { ComparedAt = e.At, Compared = day.Compared + 1, CompareAt = e.CompareAt },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} changes no day"),
    };
}

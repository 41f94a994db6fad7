using NodaTime;

namespace Aftersales.Kernel;

/// <summary>
/// The hours of every day, holidays included, in which customers are answered (R-CLK-1). Shifts are in order, do not overlap and do not cross
/// midnight; one that ends at midnight ends at 24:00.
/// </summary>
public sealed class StaffedHours
{
    /// <exception cref="ArgumentException">No shift, or they are out of order, overlap or cross midnight.</exception>
    public StaffedHours(params IReadOnlyList<(LocalTime From, LocalTime To)> shifts)
    {
        if (Problem(shifts) is { } problem)
            throw new ArgumentException(problem, nameof(shifts));
        Shifts = shifts;
    }

    /// <summary>9:00–18:00 and 19:00–24:00.</summary>
    public static StaffedHours Default { get; } = new((new(9, 0), new(18, 0)), (new(19, 0), LocalTime.Midnight));

    /// <summary>From (inclusive) and to (exclusive); a <c>To</c> of midnight is 24:00.</summary>
    public IReadOnlyList<(LocalTime From, LocalTime To)> Shifts { get; }

    /// <summary>What is wrong with shifts; null where nothing is.</summary>
    public static string? Problem(IReadOnlyList<(LocalTime From, LocalTime To)> shifts)
    {
        if (shifts.Count == 0)
            return "somebody must be there at some time of the day";
        var edges = shifts.SelectMany(s => new[] { s.From.NanosecondOfDay, s.To == LocalTime.Midnight ? long.MaxValue : s.To.NanosecondOfDay }).ToArray();
        return edges.Zip(edges.Skip(1)).Any(e => e.First > e.Second) || shifts.Any(s => s.From == s.To && s.From != LocalTime.Midnight)
            ? "shifts are in order, do not overlap and do not cross midnight"
            : null;
    }

    /// <summary>The day's shifts as intervals of real time.</summary>
    internal IEnumerable<Interval> On(LocalDate day, DateTimeZone zone) => Shifts.Select(shift => new Interval(
        zone.AtLeniently(day + shift.From).ToInstant(),
        shift.To == LocalTime.Midnight ? zone.AtStartOfDay(day.PlusDays(1)).ToInstant() : zone.AtLeniently(day + shift.To).ToInstant()));
}

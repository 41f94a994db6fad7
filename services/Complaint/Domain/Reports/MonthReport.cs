namespace Aftersales.Complaints.Domain;

/// <summary>How a resolved case went.</summary>
public enum Course
{
    /// <summary>Resolved by the first who had it: never passed up, never complained about again, never opened again.</summary>
    FirstContact,

    /// <summary>Anything between.</summary>
    Plain,

    /// <summary>The customer had to complain again (R-CASE-2).</summary>
    Repeated,
}

/// <summary>What the cases closed in a month have in common that are counted together.</summary>
/// <param name="Time">Class of the resolution time; -1 where nothing was resolved.</param>
public readonly record struct ClosedCell(CaseType Type, CaseOutcome Outcome, Course Course, int Time)
{
    /// <summary>The cell of a closed case.</summary>
    public static ClosedCell Of(Case state) => new(
        state.Type, state.Outcome, CourseOf(state),
        state.Outcome == CaseOutcome.Resolved ? ResolutionTimes.ClassOf((state.Resolved ?? state.Closed!.Value) - state.Opened) : -1);

    private static Course CourseOf(Case state) =>
        state.Repeats > 0 ? Course.Repeated
        : state is { Outcome: CaseOutcome.Resolved, Escalations: 0, Reopenings: 0 } ? Course.FirstContact
        : Course.Plain;
}

/// <summary>A month's cases of one type, or of all.</summary>
/// <param name="Type">Unspecified for all.</param>
/// <param name="Opened">Opened in the month.</param>
/// <param name="Closed">Closed in the month and not opened again since, by outcome.</param>
/// <param name="P50">Half of the resolved ones took no longer; null without any.</param>
public sealed record MonthRow(
    CaseType Type, long Opened, ImmutableSortedDictionary<CaseOutcome, long> Closed, long FirstContact, long Repeated, Duration? P50, Duration? P90)
{
    public long AllClosed => Closed.Values.Sum();

    public long Resolved => Closed.GetValueOrDefault(CaseOutcome.Resolved);

    /// <summary>First contact resolution: of the resolved cases, in hundredths of a percent.</summary>
    public long FirstContactRate => Rate(FirstContact, Resolved);

    /// <summary>Closed cases about which the customer complained again, in hundredths of a percent.</summary>
    public long RepeatRate => Rate(Repeated, AllClosed);

    /// <summary>In hundredths of a percent, rounded half up; 0 of nothing.</summary>
    private static long Rate(long part, long whole) => whole == 0 ? 0 : ((20_000 * part) + whole) / (2 * whole);
}

/// <summary>A month by type.</summary>
public static class MonthReport
{
    /// <summary>A row for each type that occurred, then one of all.</summary>
    public static ImmutableArray<MonthRow> Of(IReadOnlyDictionary<CaseType, long> opened, IReadOnlyCollection<(ClosedCell Cell, long Count)> closed) =>
    [
        .. from type in opened.Where(count => count.Value > 0).Select(count => count.Key).Union(closed.Select(count => count.Cell.Type)).Order()
           select Row(type, opened.GetValueOrDefault(type), closed.Where(count => count.Cell.Type == type)),
        Row(CaseType.Unspecified, opened.Values.Sum(), closed),
    ];

    private static MonthRow Row(CaseType type, long opened, IEnumerable<(ClosedCell Cell, long Count)> closed)
    {
        var cells = closed.ToList();
        var times = Sums(cells.Where(count => count.Cell.Time >= 0), cell => cell.Time);
        return new(
            type,
            opened,
            Sums(cells, cell => cell.Outcome),
            cells.Where(count => count.Cell.Course == Course.FirstContact).Sum(count => count.Count),
            cells.Where(count => count.Cell.Course == Course.Repeated).Sum(count => count.Count),
            ResolutionTimes.Percentile(times, 50),
            ResolutionTimes.Percentile(times, 90));
    }

    private static ImmutableSortedDictionary<TKey, long> Sums<TKey>(IEnumerable<(ClosedCell Cell, long Count)> cells, Func<ClosedCell, TKey> by)
        where TKey : notnull =>
        cells.GroupBy(count => by(count.Cell)).ToImmutableSortedDictionary(sum => sum.Key, sum => sum.Sum(count => count.Count));
}

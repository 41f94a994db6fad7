namespace Aftersales.Complaints.Domain;

/// <summary>Counts cases for a sheet, one by one.</summary>
/// <param name="from">Where its time begins,</param>
/// <param name="until">and where it ends, exclusive.</param>
public sealed class SheetCount(Instant from, Instant until)
{
    /// <summary>Rows of one part of a sheet.</summary>
    public const int MostRows = 1000;

    private readonly List<Case> opened = [];
    private readonly SortedDictionary<CaseOutcome, long> closed = [];
    private readonly List<SheetBreach> breaches = [];
    private readonly Dictionary<string, SheetClaim> claims = [];
    private readonly List<SheetRisk> risks = [];

    public void AddOpened(Case state)
    {
        if (IsIn(state.Opened))
            opened.Add(state);
    }

    public void AddClosed(Case state)
    {
        if (state.Closed is not { } at || !IsIn(at))
            return;
        closed[state.Outcome] = closed.GetValueOrDefault(state.Outcome) + 1;
        AddClaimed(state);
    }

    /// <summary>A case that somebody else has to answer for, and is open, or was closed in this time.</summary>
    public void AddClaimed(Case state)
    {
        if (state.ClaimedFrom() is { } party)
            claims[state.Id] = new(state.Id, state.Order ?? "", state.Type, party, state.Stage);
    }

    /// <summary>A case of which clocks were breached in this time.</summary>
    public void AddBreached(Case state) => breaches.AddRange(
        from breach in state.BreachList
        where IsIn(breach.At)
        select new SheetBreach(state.Id, state.Order ?? "", state.Type, Words.Of(breach.WaitedFor), breach.HeldBy ?? "", breach.Tier, breach.At));

    /// <summary>A case of which violations were recorded in this time.</summary>
    public void AddRisked(Case state) => risks.AddRange(
        from risk in state.Standing()
        where IsIn(risk.At)
        select new SheetRisk(state.Id, state.Order ?? "", risk.Violation, risk.Points, risk.At));

    public DailySheet Sheet(OpenCases open, ReportPolicy policy) => new(
        from,
        until,
        new(Sums(state => state.Type), Sums(state => state.Tier), Sums(state => state.Channel), Sums(state => state.Severity)),
        closed.ToImmutableSortedDictionary(),
        open,
        policy.AgeDays,
        Part(breaches.OrderBy(breach => breach.At).ThenBy(breach => breach.Case, StringComparer.Ordinal)),
        Part(claims.Values.OrderBy(claim => claim.Case, StringComparer.Ordinal)),
        PartOfRisks());

    private SheetPart<SheetRisk> PartOfRisks()
    {
        var sorted = risks.OrderBy(risk => risk.At).ThenBy(risk => risk.Case, StringComparer.Ordinal).ToList();
        return Part(sorted) with { OmittedPoints = sorted.Skip(MostRows).Sum(risk => (long)risk.Points) };
    }

    private bool IsIn(Instant at) => at >= from && at < until;

    private static SheetPart<TRow> Part<TRow>(IEnumerable<TRow> rows)
    {
        ImmutableArray<TRow> all = [.. rows];
        return new([.. all.Take(MostRows)], Math.Max(0, all.Length - MostRows));
    }

    private ImmutableSortedDictionary<TKey, long> Sums<TKey>(Func<Case, TKey> by)
        where TKey : notnull => opened.GroupBy(by).ToImmutableSortedDictionary(sum => sum.Key, sum => (long)sum.Count());
}

namespace Aftersales.Complaints.Domain;

/// <summary>Open cases of one type and tier that were opened on one day.</summary>
public readonly record struct OpenOfType(CaseType Type, Tier Tier, LocalDate Opened);

/// <summary>Open cases of one owner and tier that were opened on one day.</summary>
/// <param name="Owner">Empty for nobody.</param>
public readonly record struct OpenOfOwner(string Owner, Tier Tier, LocalDate Opened);

/// <summary>Open cases in a row of a report.</summary>
/// <param name="Ages">How many are in each class of age, the youngest first.</param>
public sealed record OpenRow<TKey>(TKey Key, Tier Tier, ImmutableArray<long> Ages)
{
    public long Count => Ages.Sum();
}

/// <summary>What is open now, by type and by owner, and for how long.</summary>
public sealed record OpenCases(ImmutableArray<OpenRow<CaseType>> ByType, ImmutableArray<OpenRow<string>> ByOwner)
{
    public long Count => ByType.Sum(row => row.Count);

    public static OpenCases Of(
        IEnumerable<(OpenOfType Cell, long Count)> types, IEnumerable<(OpenOfOwner Cell, long Count)> owners, ReportPolicy policy, LocalDate today) => new(
        [
            .. from cell in types
               group (cell.Cell.Opened, cell.Count) by (cell.Cell.Type, cell.Cell.Tier) into row
               orderby row.Key.Type, row.Key.Tier
               select new OpenRow<CaseType>(row.Key.Type, row.Key.Tier, Ages(row, policy, today)),
        ],
        [
            .. from cell in owners
               group (cell.Cell.Opened, cell.Count) by (cell.Cell.Owner, cell.Cell.Tier) into row
               orderby row.Key.Owner, row.Key.Tier
               select new OpenRow<string>(row.Key.Owner, row.Key.Tier, Ages(row, policy, today)),
        ]);

    private static ImmutableArray<long> Ages(IEnumerable<(LocalDate Opened, long Count)> cells, ReportPolicy policy, LocalDate today)
    {
        var ages = new long[policy.AgeDays.Length + 1];
        foreach (var (opened, count) in cells)
            ages[policy.AgeDays.Count(days => NodaTime.Period.DaysBetween(opened, today) >= days)] += count;
        return [.. ages];
    }
}

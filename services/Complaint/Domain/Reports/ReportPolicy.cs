namespace Aftersales.Complaints.Domain;

/// <param name="SheetAt">When the complaint sheet of the day is made, in Asia/Shanghai (R-QLT-2).</param>
/// <param name="AgeDays">Where classes of age begin, in calendar days after the day of opening; the first class is what is younger.</param>
public sealed record ReportPolicy(LocalTime SheetAt, ImmutableArray<int> AgeDays)
{
    public IEnumerable<FieldProblem> Problems()
    {
        if (AgeDays.Length > 20 || AgeDays.Prepend(0).Zip(AgeDays).Any(pair => pair.First >= pair.Second))
            yield return new("reports.ageDays", "must be at most 20 days above zero, in order");
    }
}

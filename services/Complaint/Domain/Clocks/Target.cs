namespace Aftersales.Complaints.Domain;

/// <summary>How long something may take, and by which calendar that is counted: exactly one of the four is given.</summary>
/// <param name="RoundTheClock">Hours and days that never stop.</param>
/// <param name="StaffedHours">The hours in which customers are answered, on every day (R-CLK-1).</param>
/// <param name="WorkingHours">The same, on working days alone.</param>
/// <param name="WorkingDays">Until the end (24:00) of so many working days after the day itself (R-CLK-2); 0 is the day itself.</param>
public sealed record Target(Duration? RoundTheClock = null, Duration? StaffedHours = null, Duration? WorkingHours = null, int? WorkingDays = null)
{
    /// <summary>The longest that can be meant.</summary>
    public const int MostDays = 366;

    /// <summary>When the time that begins now is over.</summary>
    public Instant Due(Instant from, BusinessCalendar calendar) => this switch
    {
        { RoundTheClock: { } time } => from + time,
        { StaffedHours: { } time } => calendar.StaffedDeadline(from, time),
        { WorkingHours: { } time } => calendar.WorkedDeadline(from, time),
        { WorkingDays: { } days } => calendar.AfterWorkingDays(from, days),
        _ => throw new InvalidOperationException("a target without a time came into force"),
    };

    /// <param name="path">Where it stands in the policy.</param>
    public IEnumerable<FieldProblem> Problems(string path)
    {
        if (new object?[] { RoundTheClock, StaffedHours, WorkingHours, WorkingDays }.Count(given => given is not null) != 1)
            yield return new(path, "gives exactly one of roundTheClock, staffedHours, workingHours and workingDays");
        else if (WorkingDays is < 0 or > MostDays)
            yield return new($"{path}.workingDays", $"is from 0 to {MostDays}");
        else if ((RoundTheClock ?? StaffedHours ?? WorkingHours) is { } time && (time <= Duration.Zero || time > Duration.FromDays(MostDays)))
            yield return new(path, $"is a time above zero, at most {MostDays} days");
    }
}

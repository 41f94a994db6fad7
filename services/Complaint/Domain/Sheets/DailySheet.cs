namespace Aftersales.Complaints.Domain;

/// <summary>
/// The complaint sheet of a day (R-QLT-2), for the platform, service and the warehouse; nothing personal. It covers the time since the sheet before, so that of
/// several days no hour is missing and none is told twice.
/// </summary>
/// <param name="Until">When it was made; exclusive.</param>
/// <param name="Opened">Cases opened in this time, as they were at its end.</param>
/// <param name="Closed">Cases closed in this time and not opened again in it, by outcome.</param>
/// <param name="Open">What was open at its end.</param>
/// <param name="AgeDays">Where the classes of age of what is open begin.</param>
public sealed record DailySheet(
    Instant From,
    Instant Until,
    OpenedCounts Opened,
    ImmutableSortedDictionary<CaseOutcome, long> Closed,
    OpenCases Open,
    ImmutableArray<int> AgeDays,
    SheetPart<SheetBreach> Breaches,
    SheetPart<SheetClaim> Claims,
    SheetPart<SheetRisk> Risks)
{
    /// <summary>Points that violations recorded in this time risk (handbook §9).</summary>
    public long Points => Risks.Rows.Sum(risk => (long)risk.Points) + Risks.OmittedPoints;
}

/// <summary>Cases opened in a time.</summary>
public sealed record OpenedCounts(
    ImmutableSortedDictionary<CaseType, long> ByType,
    ImmutableSortedDictionary<Tier, long> ByTier,
    ImmutableSortedDictionary<Channel, long> ByChannel,
    ImmutableSortedDictionary<Severity, long> BySeverity)
{
    public long Count => ByType.Values.Sum();
}

/// <summary>Rows of a sheet, the first so many of them.</summary>
/// <param name="Omitted">How many there were beyond.</param>
/// <param name="OmittedPoints">Points of those, where rows have any.</param>
public sealed record SheetPart<TRow>(ImmutableArray<TRow> Rows, long Omitted, long OmittedPoints = 0)
{
    public long Count => Rows.Length + Omitted;
}

/// <summary>A clock that was breached, and who held the case (R-CLK-3).</summary>
/// <param name="HeldBy">Empty for nobody.</param>
public sealed record SheetBreach(string Case, string Order, CaseType Type, string WaitedFor, string HeldBy, Tier Tier, Instant At);

/// <summary>A case that the warehouse, the courier, the platform's system or the supplier has to answer for.</summary>
public sealed record SheetClaim(string Case, string Order, CaseType Type, ResponsibleParty Against, CaseStage Stage);

/// <summary>What a sheet asks of a case.</summary>
public static class SheetQuestions
{
    /// <summary>Who else than the shop has to answer for it: who denies what the customer is believed in (handbook §4), else who is to blame. Null for nobody.</summary>
    public static ResponsibleParty? ClaimedFrom(this Case state) => IsOther(state.DisputedWith) ? state.DisputedWith : IsOther(state.Party) ? state.Party : null;

    private static bool IsOther(ResponsibleParty party) =>
        party is ResponsibleParty.Warehouse or ResponsibleParty.Courier or ResponsibleParty.PlatformSystem or ResponsibleParty.Supplier;
}

/// <summary>A violation that was recorded.</summary>
public sealed record SheetRisk(string Case, string Order, Violation Violation, int Points, Instant At);

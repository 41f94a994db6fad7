namespace Aftersales.Complaints.Domain;

/// <summary>Every number and list that the rules of this service depend on.</summary>
public record ComplaintPolicy
{
    public required string Version { get; init; }

    public required ClassificationPolicy Classification { get; init; }

    public required SeverityPolicy Severity { get; init; }

    public required ExposurePolicy Exposure { get; init; }

    public required EvidencePolicy Evidence { get; init; }

    public required SearchPolicy Search { get; init; }

    public required SurveyPolicy Surveys { get; init; }

    public required ReportPolicy Reports { get; init; }

    public required OfferPolicy Offers { get; init; }

    public required ClockPolicy Clocks { get; init; }

    public required QuestionPolicy Questions { get; init; }

    public required DecisionPolicy Decisions { get; init; }

    /// <summary>R-CASE-4: days after closing within which a case can be opened again.</summary>
    public required int ReopenDays { get; init; }

    /// <summary>R-ESC-1, R-ESC-4: the platform and what comes after it.</summary>
    public required EscalationPolicy Escalation { get; init; }

    /// <summary>R-CASE-5, R-CLK-4: who does which task, and by when.</summary>
    public required ImmutableDictionary<TaskKind, TaskRule> Tasks { get; init; }
}

/// <summary>R-CASE-1: what the words of a description and the order's facts say about the type.</summary>
/// <param name="Words">Tried in order; the first rule with a word that the description contains decides.</param>
/// <param name="UndispatchedAfter">Paid this long without dispatch is late dispatch.</param>
/// <param name="UnsignedAfter">Dispatched this long without signature is not delivered.</param>
public sealed record ClassificationPolicy(ImmutableArray<WordRule> Words, Duration UndispatchedAfter, Duration UnsignedAfter);

/// <param name="Any">Words, compared without regard to case.</param>
public sealed record WordRule(CaseType Type, ImmutableArray<string> Any);

/// <summary>R-CASE-3: from which value on a case is how serious.</summary>
/// <param name="LowBelow">Amount at stake below which a case that nothing else raises is low.</param>
/// <param name="ExposedFrom">Violation points from which a case is high.</param>
/// <param name="SafetyTypes">Types that are high where the goods are of a safety category.</param>
public sealed record SeverityPolicy(
    Money LowBelow,
    Money HighFrom,
    Money CriticalFrom,
    int HighRepeats,
    int CriticalRepeats,
    int ExposedFrom,
    ImmutableArray<CaseType> SafetyTypes,
    ImmutableArray<Category> SafetyCategories);

/// <param name="RequiredFor">Types that need a photo before an offer.</param>
/// <param name="MaxBytes">Largest upload.</param>
/// <param name="MaxPerCase">Most photos of one case.</param>
/// <param name="KeepDays">Days for which photos are kept after their case was closed.</param>
/// <param name="ScanWithin">For how long a scanner that is away is asked again, before what it did not answer for is blocked.</param>
/// <param name="AttachWithinDays">Days within which an upload is attached to a case or comes with an answer; then it is deleted.</param>
public sealed record EvidencePolicy(
    ImmutableArray<CaseType> RequiredFor, ImmutableArray<string> MediaTypes, long MaxBytes, int MaxPerCase, int KeepDays, Duration ScanWithin, int AttachWithinDays = 7)
{
    /// <summary>Where it cannot be meant.</summary>
    /// <param name="reopenDays">A case that can be reopened needs its photos.</param>
    public IEnumerable<FieldProblem> Problems(int reopenDays)
    {
        if (MaxPerCase < 1)
            yield return new("evidence.maxPerCase", "must be 1 or more");
        if (KeepDays < reopenDays)
            yield return new("evidence.keepDays", "must not be less than reopenDays");
        if (ScanWithin <= Duration.Zero)
            yield return new("evidence.scanWithin", "must be above zero");
        if (AttachWithinDays < 1)
            yield return new("evidence.attachWithinDays", "must be 1 or more");
    }
}

/// <param name="ValidFor">How long an offer can be accepted, unless the agent says.</param>
/// <param name="ValidAtMost">The longest that an agent can say.</param>
/// <param name="PlatformOffers">R-ESC-1: declined offers of the platform after which none can follow.</param>
public sealed record OfferPolicy(Duration ValidFor, Duration ValidAtMost, int PlatformOffers);

namespace Aftersales.Complaints.Domain;

/// <summary>What a case came to beyond what its tier could settle (R-ESC-1, R-ESC-4).</summary>
public sealed record Escalation
{
    public static readonly Escalation None = new();

    /// <summary>Oldest first.</summary>
    public ImmutableArray<Demand> Demands { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<Submission> Submissions { get; init; } = [];

    public Mediation? Mediation { get; init; }

    /// <summary>What the platform has not decided yet; null for nothing.</summary>
    public Submission? Undecided => Submissions.LastOrDefault(submission => !submission.IsDecided);
}

/// <summary>What the customer wants instead of what they were offered.</summary>
/// <param name="Amount">Null where it is not about money.</param>
/// <param name="Wish">Sealed; empty for nothing said.</param>
public sealed record Demand(string By, Money? Amount, SealedText Wish, Tier Tier, Instant At);

/// <summary>A case put before the platform, whose decision is final.</summary>
/// <param name="Id">The number under which the platform has it.</param>
/// <param name="Demand">Sealed.</param>
/// <param name="Position">The shop's, sealed.</param>
public sealed record Submission(
    int Number, string Id, Money? Amount, SealedText Demand, SealedText Position, ImmutableArray<string> Evidence, string By, Instant At)
{
    public SubmissionStage Stage { get; init; } = SubmissionStage.Sending;

    /// <summary>When the platform is asked next, or sent it.</summary>
    public Instant Ask { get; init; }

    /// <summary>By when it decides.</summary>
    public Instant Due { get; init; }

    /// <summary>How often it did not.</summary>
    public int Overdue { get; init; }

    public PlatformDecision? Decision { get; init; }

    public bool IsDecided => Stage is SubmissionStage.Accepted or SubmissionStage.Rejected;
}

/// <summary>Where a submission stands.</summary>
public enum SubmissionStage
{
    Unspecified,

    /// <summary>Whether the platform has it is not known.</summary>
    Sending,
    Pending,
    Accepted,
    Rejected,
}

/// <param name="Remedy">What the customer gets; unspecified where the demand is rejected.</param>
/// <param name="Amount">Null for a refund of the goods, and where it is rejected.</param>
/// <param name="Reason">As the customer is told, sealed.</param>
/// <param name="Digest">Keyed hash of the reason.</param>
public sealed record PlatformDecision(PlatformRemedy Remedy, Money? Amount, SealedText Reason, string Digest, string By, Instant At)
{
    public bool IsAccepted => Remedy != PlatformRemedy.Unspecified;

    /// <summary>Whether it is the same decision by the same instance; each sealing of its words looks different.</summary>
    public bool Repeats(PlatformDecision before) => (Remedy, Amount, Digest, By) == (before.Remedy, before.Amount, before.Digest, before.By);
}

/// <summary>What the platform grants.</summary>
public enum PlatformRemedy
{
    Unspecified,
    Coupon,
    Cash,

    /// <summary>Of the goods concerned, without a return.</summary>
    Refund,
}

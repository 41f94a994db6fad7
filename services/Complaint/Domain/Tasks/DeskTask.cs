namespace Aftersales.Complaints.Domain;

/// <summary>Something that a person has to do beside a case, or without one. It never holds a case up.</summary>
/// <param name="Case">Null for none.</param>
/// <param name="Cause">What led to it; there is one task of a kind for a cause.</param>
/// <param name="Text">What is to be done, sealed; empty where the kind and the case say all.</param>
/// <param name="Tier">People of this tier do it,</param>
/// <param name="Skill">and of them those with this skill; empty for all.</param>
public sealed record DeskTask(string Id, TaskKind Kind, string? Case, string Cause, SealedText Text, Tier Tier, string Skill, Instant Opened)
{
    /// <summary>Whose case it is about; null for none, and where a release before did not keep it.</summary>
    public string? Customer { get; init; }

    public TaskStage Stage { get; init; } = TaskStage.Open;

    /// <summary>Who does it; null while nobody does.</summary>
    public string? Owner { get; init; }

    /// <summary>By when; moved on each time that it passes.</summary>
    public Instant Due { get; init; }

    /// <summary>How often it was overdue.</summary>
    public int Overdue { get; init; }

    /// <summary>What came of it, or why it was cancelled; sealed, empty before.</summary>
    public SealedText Note { get; init; } = SealedText.Empty;

    /// <summary>Who ended it, and a digest of the note: a repeat is recognised by both.</summary>
    public Ending? Ending { get; init; }

    public Instant? Ended { get; init; }
}

/// <summary>Sorts of tasks.</summary>
public enum TaskKind
{
    Unspecified,

    /// <summary>The courier is told of its fault (handbook §4, not_delivered).</summary>
    CourierComplaint,

    /// <summary>A page promises what the goods are not (handbook §4, wrong_item).</summary>
    PageCorrection,

    /// <summary>A customer was badly treated (R-QLT-4, R-QLT-5).</summary>
    Care,
    CallBack,
    Other,

    /// <summary>Somebody outside does not answer: the platform, a mediator (R-CLK-4).</summary>
    Chase,
}

/// <summary>Where a task stands.</summary>
public enum TaskStage
{
    Unspecified,
    Open,
    Done,
    Cancelled,
}

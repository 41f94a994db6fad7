namespace Aftersales.Complaints.Domain;

/// <summary>What a case knows of a question that was asked for it.</summary>
/// <param name="Automatic">Whether the suite asked it by itself.</param>
public sealed record CaseQuestion(string Id, QuestionParty Party, QuestionKind Kind, Instant Due, bool Automatic)
{
    /// <summary>What counts as the answer; unspecified before.</summary>
    public QuestionVerdict Verdict { get; init; }

    /// <summary>Whether that is the verdict of silence (R-CLK-4).</summary>
    public bool Silent { get; init; }

    /// <summary>The substitute that was named; null for none.</summary>
    public string? Sku { get; init; }

    public bool Withdrawn { get; init; }

    public bool IsOpen => Verdict == QuestionVerdict.Unspecified && !Withdrawn;
}

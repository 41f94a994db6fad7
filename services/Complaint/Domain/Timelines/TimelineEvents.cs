namespace Aftersales.Complaints.Domain;

/// <summary>The customer is told something. It is kept as it was told: templates change, what was said does not.</summary>
/// <param name="Version">Of the templates.</param>
/// <param name="Sealed">The <see cref="Message"/> as JSON, sealed: somebody's words may stand in it.</param>
/// <param name="Until">Until when it is worth telling.</param>
public sealed record CustomerTold(Occasion Occasion, string Version, ImmutableArray<Fact> Facts, SealedText Sealed, Instant At, Instant Until) : CaseEvent;

/// <summary>Another service did something that the customer waits for.</summary>
public sealed record NewsHeard(Occasion Occasion, ImmutableArray<Fact> Facts) : CaseEvent;

/// <param name="Note">What colleagues should know, sealed.</param>
public sealed record NoteAdded(SealedText Note) : CaseEvent;

/// <summary>Words of an entry were shown in clear (R-PPL-2).</summary>
public sealed record WordsRevealed(string Entry, RevealPurpose Purpose) : CaseEvent;

/// <summary>What words are shown in clear for.</summary>
public enum RevealPurpose
{
    Unspecified,
    CaseWork,
    CallBack,
    Submission,
    QualityCheck,
    CustomerRequest,
}

namespace Aftersales.Complaints.Domain;

/// <summary>That the customer of a closed case is to be asked, and what they said already.</summary>
/// <param name="Score">0 where they gave none.</param>
/// <param name="Comment">Sealed; empty where they said nothing.</param>
public sealed record Asking(int Score, SealedText Comment);

/// <summary>The survey exists.</summary>
/// <param name="Ends">Until when it can be answered.</param>
public sealed record SurveyMade(string Survey, Instant? Ends = null) : CaseEvent
{
    /// <summary>The page where the customer answers, sealed, for the message to them; empty where there is none, or they answered already.</summary>
    public SealedText Link { get; init; } = SealedText.Empty;
}

public abstract partial record CaseCommand
{
    /// <inheritdoc cref="SurveyMade"/>
    public sealed record FinishAsking(string Survey, SealedText Link, Instant Ends) : CaseCommand;
}

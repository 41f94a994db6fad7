namespace Aftersales.Complaints.Domain;

/// <summary>That the customer of a closed case is to be asked, and what they said already.</summary>
/// <param name="Score">0 where they gave none.</param>
/// <param name="Comment">Sealed; empty where they said nothing.</param>
public sealed record Asking(int Score, string Comment);

/// <summary>The survey exists.</summary>
public sealed record SurveyMade(string Survey) : CaseEvent;

public abstract partial record CaseCommand
{
    /// <summary>The survey exists.</summary>
    public sealed record FinishAsking(string Survey) : CaseCommand;
}

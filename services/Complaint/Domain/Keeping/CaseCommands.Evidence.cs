namespace Aftersales.Complaints.Domain;

/// <summary>What is asked about the photos of a case.</summary>
public abstract partial record CaseCommand
{
    /// <param name="Purpose">Why staff look at it, sealed.</param>
    public sealed record ReadEvidence(Person By, string Evidence, SealedText Purpose) : CaseCommand;

    /// <summary>Photos came with an answer to a question that was asked for the case.</summary>
    public sealed record TakeProofs(string Question, ImmutableArray<Evidence> Photos) : CaseCommand;

    /// <summary>The photos were kept as long as they are kept: the case keeps them from being deleted no longer.</summary>
    public sealed record ReleaseEvidence : CaseCommand;

    /// <summary>The customer's personal data is erased: photos are kept no longer, and the case is not found by its words.</summary>
    public sealed record Forget : CaseCommand;

    /// <summary>What no other case keeps is deleted.</summary>
    public sealed record ForgetEvidence : CaseCommand;
}

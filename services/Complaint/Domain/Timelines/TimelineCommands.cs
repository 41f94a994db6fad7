namespace Aftersales.Complaints.Domain;

/// <summary>What is written into a timeline and changes nothing else.</summary>
public abstract partial record CaseCommand
{
    /// <summary>Another service did something that the customer waits for.</summary>
    public sealed record Hear(NewsHeard News) : CaseCommand;

    /// <param name="Note">Sealed.</param>
    public sealed record AddNote(SealedText Note) : CaseCommand;

    /// <param name="Supervises">Whether the reader may look into any case.</param>
    public sealed record RevealWords(Person By, bool Supervises, string Entry, RevealPurpose Purpose) : CaseCommand;
}

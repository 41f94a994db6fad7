namespace Aftersales.Complaints.Domain;

public abstract partial record CaseCommand
{
    /// <summary>The customer said something that decisions depend on.</summary>
    public sealed record State(Person By, Statements Said) : CaseCommand;

    /// <summary>What the suite does by itself after it looked at the case.</summary>
    /// <param name="On">What it looked at.</param>
    /// <param name="Asked">Questions that were opened.</param>
    /// <param name="Withdrawn">Ids of questions that are not needed any more.</param>
    public sealed record Advise(
        string On, ResponsibleParty Party, ResponsibleParty DisputedWith, ImmutableArray<CaseQuestion> Asked, ImmutableArray<string> Withdrawn) : CaseCommand;

    /// <summary>The facts of the case's order changed.</summary>
    /// <param name="Version">Of the order's snapshot; older ones come late and change nothing.</param>
    public sealed record FollowOrder(long Version) : CaseCommand;

    /// <summary>An agent asked somebody by hand.</summary>
    public sealed record NoteQuestion(CaseQuestion Question) : CaseCommand;

    /// <summary>Somebody answered what was asked for the case, or was silent.</summary>
    /// <param name="Question">With its verdict.</param>
    public sealed record HearVerdict(CaseQuestion Question) : CaseCommand;

    /// <summary>The customer was told the result, and nothing has to be remedied.</summary>
    public sealed record Conclude(Person By, SealedText Told, string Digest) : CaseCommand;
}

namespace Aftersales.Complaints.Domain;

/// <summary>What can be asked of a question.</summary>
public abstract record QuestionCommand
{
    /// <param name="HasSystem">Whether the party has a system that is asked; else a person answers here.</param>
    public sealed record Ask(string Id, string Case, QuestionTopic Topic, QuestionTerms Terms, string By, bool HasSystem) : QuestionCommand
    {
        /// <summary>Whose case it is about.</summary>
        public string? Customer { get; init; }
    }

    /// <summary>The party's system has it, and answered so far.</summary>
    public sealed record Hear(ImmutableArray<QuestionAnswer> Answers) : QuestionCommand;

    /// <summary>The party's system refused it, or answered what makes no sense: a person answers it here.</summary>
    public sealed record HandOver(string Why) : QuestionCommand;

    /// <summary>The party was reminded for the <paramref name="Number"/>th time.</summary>
    public sealed record Remind(int Number) : QuestionCommand;

    /// <summary>A person answers; refused once it is closed.</summary>
    public sealed record Reply(QuestionAnswer Answer) : QuestionCommand;

    /// <summary>What a person answered to a closed question is kept with it.</summary>
    public sealed record Keep(QuestionAnswer Answer) : QuestionCommand;

    /// <summary>Nobody answered in time.</summary>
    public sealed record Lapse : QuestionCommand;

    public sealed record Withdraw(string By) : QuestionCommand;

    /// <summary>The case knows the verdict, and has what came with so many of the late answers.</summary>
    public sealed record FinishTelling(int Late) : QuestionCommand;
}

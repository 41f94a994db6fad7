namespace Aftersales.Complaints.Domain;

/// <summary>What happened to a question.</summary>
public abstract record QuestionEvent;

public sealed record QuestionAsked(string Id, string Case, QuestionTopic Topic, QuestionTerms Terms, string By, bool ByHand, Instant At) : QuestionEvent
{
    /// <inheritdoc cref="Question.Customer"/>
    public string? Customer { get; init; }
}

/// <summary>The party's system was asked, or looked at, and has nothing new.</summary>
public sealed record QuestionLooked(Instant? Next) : QuestionEvent;

/// <param name="Why">The system's code, or what was wrong with it.</param>
public sealed record QuestionHandedOver(string Why) : QuestionEvent;

public sealed record QuestionReminded(int Number) : QuestionEvent;

/// <param name="Next">When late answers are looked for; null where they are not.</param>
public sealed record QuestionAnswered(QuestionAnswer Answer, Instant? Next) : QuestionEvent;

/// <summary>R-CLK-4.</summary>
/// <param name="Answer">The verdict of silence.</param>
/// <param name="Next">When late answers are looked for; null where they are not.</param>
public sealed record QuestionLapsed(QuestionAnswer Answer, Instant? Next) : QuestionEvent;

/// <summary>It came when the question was closed: it is kept and changes nothing.</summary>
public sealed record AnswerKept(QuestionAnswer Answer) : QuestionEvent;

public sealed record QuestionWithdrawn(string By, Instant At) : QuestionEvent;

/// <param name="Late">So many late answers were handed over with it.</param>
public sealed record QuestionTold(int Late) : QuestionEvent;

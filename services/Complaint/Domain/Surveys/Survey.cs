namespace Aftersales.Complaints.Domain;

/// <summary>The customer is asked how they found what was done for them (R-QLT-4): once for each closing of a case.</summary>
/// <param name="Link">Hash of the token by which whoever holds the link answers; the token itself is not kept with it.</param>
/// <param name="Asked">When the case was closed.</param>
/// <param name="Ends">Until when it can be answered.</param>
public sealed record Survey(string Id, string Case, string Customer, SurveySubject Of, string Link, Instant Asked, Instant Ends)
{
    public SurveyStage Stage { get; init; } = SurveyStage.Waiting;

    /// <summary>1 to 5; 0 before.</summary>
    public int Score { get; init; }

    /// <summary>What the customer said, sealed; empty where nothing.</summary>
    public SealedText Comment { get; init; } = SealedText.Empty;

    /// <summary>Keyed hash of the comment: a repeat is recognised by it.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Whether the answer was given as feedback when the case was closed.</summary>
    public bool FromFeedback { get; init; }

    public Instant? Ended { get; init; }

    /// <summary>Whether somebody is still to be given the task of caring for the customer (R-QLT-5).</summary>
    public bool CareDue { get; init; }
}

/// <summary>What answers are summed by.</summary>
/// <param name="Agent">Who owned the case when it was closed; empty for nobody.</param>
public sealed record SurveySubject(CaseType Type, Channel Channel, string Agent);

/// <summary>Where a survey stands. Names and numbers are the contract's.</summary>
public enum SurveyStage
{
    Unspecified,
    Waiting,
    Answered,
    Declined,
    Expired,
}

public abstract record SurveyEvent(Instant At);

public sealed record SurveyAsked(Survey Survey, Instant At) : SurveyEvent(At);

/// <param name="Comment">Sealed.</param>
/// <param name="Care">Whether the score is so low that somebody cares for the customer.</param>
public sealed record SurveyAnswered(int Score, SealedText Comment, string Digest, bool FromFeedback, bool Care, Instant At) : SurveyEvent(At);

public sealed record SurveyDeclined(Instant At) : SurveyEvent(At);

public sealed record SurveyExpired(Instant At) : SurveyEvent(At);

/// <summary>R-QLT-5: the task exists.</summary>
public sealed record CareOpened(string Task, Instant At) : SurveyEvent(At);

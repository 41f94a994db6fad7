namespace Aftersales.Complaints.Domain;

/// <summary>What a case can wait for.</summary>
public enum Wait
{
    /// <summary>An agent decides.</summary>
    Decision,

    /// <summary>The customer sends photos.</summary>
    Evidence,

    /// <summary>The customer answers an offer.</summary>
    AnswerToOffer,

    /// <summary>The plan is carried out.</summary>
    Resolution,

    /// <summary>A person looks at a plan that is stuck.</summary>
    Attention,

    /// <summary>The customer says how it was.</summary>
    Feedback,

    /// <summary>The customer was told that the platform decided against them, and says what they want to do.</summary>
    Verdict,

    /// <summary>An outside mediator.</summary>
    Mediation,
}

/// <summary>A deadline that runs on a case (R-CLK-2, R-CLK-4).</summary>
public sealed record Clock(Wait WaitsFor, Instant Due)
{
    /// <summary>How often the customer was reminded.</summary>
    public int Reminders { get; init; }

    /// <summary>What was left of the decision clock when it paused for the customer (R-CLK-3); null when none was running.</summary>
    public Duration? Paused { get; init; }
}

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

    /// <summary>An agent answers for the first time (R-CLK-1).</summary>
    FirstResponse,

    /// <summary>An agent answers again.</summary>
    NextResponse,

    /// <summary>What was promised is done (R-CLK-2).</summary>
    Promise,
}

/// <summary>Who is waited for.</summary>
public static class Waits
{
    extension(Wait wait)
    {
        /// <summary>The other clocks of a case stand still meanwhile (R-CLK-3).</summary>
        public bool IsForCustomer() => wait is Wait.Evidence or Wait.AnswerToOffer or Wait.Feedback or Wait.Verdict;

        /// <summary>It counts against who holds the case when it runs out, rather than having another verdict (R-CLK-3).</summary>
        public bool CanBeBreached() => wait is Wait.Decision or Wait.Resolution or Wait.Attention;
    }
}

/// <summary>A deadline that runs on a case (R-CLK-2, R-CLK-4).</summary>
public sealed record Clock(Wait WaitsFor, Instant Due)
{
    /// <summary>How often the customer was reminded.</summary>
    public int Reminders { get; init; }

    /// <summary>What was left of the decision clock when it paused for the customer (R-CLK-3); null when none was running.</summary>
    public Duration? Paused { get; init; }

    /// <summary>From when and for how long it runs, where declared disasters stop it (R-TRK-1); null where they do not, as with an offer's validity.</summary>
    public RunningTime? Runs { get; init; }

    /// <summary>Due anew, where a disaster stops it.</summary>
    public Clock Timed(ImmutableArray<Standstill> stops) => Runs is { } runs ? this with { Due = runs.Due(stops) } : this;
}

namespace Aftersales.Complaints.Domain;

/// <summary>How a survey is asked, answered once, and ends (R-QLT-4).</summary>
public sealed class SurveyDecider(SurveyPolicy policy, Instant now)
{
    private static readonly Decision<SurveyEvent> Nothing = Decision<SurveyEvent>.Nothing;

    /// <summary>Asks; what the customer said when the case was closed is the answer already.</summary>
    public Decision<SurveyEvent> Ask(Survey? state, Survey drawn, Asking asking) => (state, asking.Score) switch
    {
        ({ }, _) => Nothing,
        (null, 0) => new SurveyAsked(drawn, now),
        (null, var score) => Decision<SurveyEvent>.Of(
            new SurveyAsked(drawn, now), new SurveyAnswered(score, asking.Comment, "", true, IsLow(score), now)),
    };

    /// <param name="score">1 to 5.</param>
    public Decision<SurveyEvent> Answer(Survey? state, int score, SealedText comment, string digest) => state switch
    {
        null => NotFound,
        { Stage: SurveyStage.Waiting } s when now < s.Ends => new SurveyAnswered(score, comment, digest, false, IsLow(score), now),
        { Stage: SurveyStage.Answered, FromFeedback: false } s when s.Score == score && s.Digest == digest => Nothing,
        _ => WrongState(state),
    };

    public Decision<SurveyEvent> Decline(Survey? state) => state switch
    {
        null => NotFound,
        { Stage: SurveyStage.Waiting } s when now < s.Ends => new SurveyDeclined(now),
        { Stage: SurveyStage.Declined } => Nothing,
        _ => WrongState(state),
    };

    /// <summary>R-CLK-4: not answered in time.</summary>
    public Decision<SurveyEvent> Expire(Survey? state) =>
        state is { Stage: SurveyStage.Waiting } && now >= state.Ends ? new SurveyExpired(now) : Nothing;

    public Decision<SurveyEvent> FinishCare(Survey? state, string task) => state is { CareDue: true } ? new CareOpened(task, now) : Nothing;

    public static Refusal NotFound => new(CaseReasons.SurveyNotFound, "no such survey");

    public static Survey Evolve(Survey? state, SurveyEvent happened) => (state, happened) switch
    {
        (null, SurveyAsked e) => e.Survey,
        ({ } s, SurveyAnswered e) => s with
        {
            Stage = SurveyStage.Answered,
            Score = e.Score,
            Comment = e.Comment,
            Digest = e.Digest,
            FromFeedback = e.FromFeedback,
            CareDue = e.Care,
            Ended = e.At,
        },
        ({ } s, SurveyDeclined e) => s with { Stage = SurveyStage.Declined, Ended = e.At },
        ({ } s, SurveyExpired e) => s with { Stage = SurveyStage.Expired, Ended = e.At },
        ({ } s, CareOpened) => s with { CareDue = false },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    private bool IsLow(int score) => score <= policy.LowScore;

    // One that ran out a moment ago may not have been told so.
    private Refusal WrongState(Survey state)
    {
        var stage = state.Stage == SurveyStage.Waiting ? SurveyStage.Expired : state.Stage;
        return Refusal.WrongState(CaseReasons.SurveyStateInvalid, Words.Upper(stage), Words.Upper(SurveyStage.Waiting));
    }
}

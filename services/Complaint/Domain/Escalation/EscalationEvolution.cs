namespace Aftersales.Complaints.Domain;

/// <summary>What a case is after an event at the upper end of the ladder.</summary>
public static class EscalationEvolution
{
    public static Case Evolve(Case state, EscalationEvent happened) => happened switch
    {
        DemandRaised e => With(state, state.Escalation with { Demands = state.Escalation.Demands.Add(e.Demand) }, e.Clock),
        SubmittedToPlatform e => With(state, state.Escalation with { Submissions = state.Escalation.Submissions.Add(e.Submission) }, e.Clock),
        SubmissionConfirmed e => Change(state, e.Number, s => s with { Stage = SubmissionStage.Pending, Ask = e.Ask }),
        PlatformAsked e => Change(state, e.Number, s => s with { Stage = SubmissionStage.Pending, Ask = e.Ask }),
        PlatformWasSilent e => Change(state, e.Number, s => s with { Ask = e.Ask, Due = e.Due, Overdue = s.Overdue + 1 }),
        PlatformDecided e => Change(state, e.Number, s => s with
        {
            Stage = e.Decision.IsAccepted ? SubmissionStage.Accepted : SubmissionStage.Rejected,
            Decision = e.Decision,
        }, e.Clock),
        MediationEvent e => With(state, state.Escalation with { Mediation = e.Mediation }, e.Clock),
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };

    private static Case Change(Case state, int number, Func<Submission, Submission> change, Clock? clock = null) => With(
        state, state.Escalation with { Submissions = [.. state.Escalation.Submissions.Select(s => s.Number == number ? change(s) : s)] }, clock);

    private static Case With(Case state, Escalation escalation, Clock? clock) => state with { Escalation = escalation, Clock = clock ?? state.Clock };
}

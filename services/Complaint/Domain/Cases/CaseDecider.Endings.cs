using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>What the plan came to, and how a case ends or starts again (R-CASE-4, R-ESC-3).</summary>
public sealed partial class CaseDecider
{
    private static readonly Person Suite = new("complaint", Tier.Unspecified, []);

    private Decision<CaseEvent> Followed(Case state, FollowPlan follow)
    {
        if (state.Plan != follow.Plan || state.Stage is not (CaseStage.Resolving or CaseStage.NeedsAttention))
            return Nothing;
        return (state.Stage, follow.Stage) switch
        {
            (CaseStage.Resolving, PlanStage.Blocked) => new AttentionNeeded(AttentionClock()),
            (CaseStage.NeedsAttention, PlanStage.Running) => new AttentionEnded(ResolutionClock()),
            (_, PlanStage.Done) => new CaseResolved(FeedbackClock()),
            // Only the plan of a customer's own return ends without an agent: others are called off together with what follows them.
            (_, PlanStage.Rejected) => new CaseRejected("", new(Suite.Id, ""), now),
            (_, PlanStage.Withdrawn) => new CaseWithdrawn(new(state.Customer, ""), now),
            _ => Nothing,
        };
    }

    private Decision<CaseEvent> Told(Case state, RecordFeedback told)
    {
        var ending = new Ending(told.By.Id, told.Digest, told.Satisfaction);
        return state switch
        {
            { Stage: CaseStage.Resolved } => new FeedbackRecorded(told.Satisfaction, told.Comment, ending, now),
            { Stage: CaseStage.Closed, Outcome: CaseOutcome.Resolved, Ending: { } before } => Repeat(before, ending),
            _ => WrongState(state, CaseStage.Resolved),
        };
    }

    private Decision<CaseEvent> Rejected(Case state, Reject reject)
    {
        var ending = new Ending(reject.By.Id, reject.Digest);
        if (state is { Stage: CaseStage.Closed, Outcome: CaseOutcome.Rejected, Ending: { } before })
            return Repeat(before, ending);
        if (state.Stage is not (CaseStage.AwaitingEvidence or CaseStage.Open or CaseStage.Offered or CaseStage.NeedsAttention))
            return WrongState(state, CaseStage.AwaitingEvidence, CaseStage.Open, CaseStage.Offered, CaseStage.NeedsAttention);
        return MayWork(state, reject.By) is { } refusal ? refusal : new CaseRejected(reject.Why, ending, now);
    }

    private Decision<CaseEvent> Withdrawn(Case state, Withdraw withdraw) => state switch
    {
        { Stage: CaseStage.AwaitingEvidence or CaseStage.Open or CaseStage.Offered } => new CaseWithdrawn(new(withdraw.By.Id, ""), now),
        { Stage: CaseStage.Closed, Outcome: CaseOutcome.Withdrawn } => Nothing,
        _ => WrongState(state, CaseStage.AwaitingEvidence, CaseStage.Open, CaseStage.Offered),
    };

    private Decision<CaseEvent> Reopened(Case state, Reopen reopen)
    {
        if (state.Stage != CaseStage.Closed)
            return WrongState(state, CaseStage.Closed);
        var until = state.Closed!.Value + Duration.FromDays(policy.ReopenDays);
        if (now >= until)
            return new Refusal(CaseReasons.ReopenTooLate, "closed too long ago").Rule("R-CASE-4").With("until", $"{until}");

        var lacking = LacksEvidence(state.Type, state.Evidence);
        return new CaseReopened(
            lacking ? CaseStage.AwaitingEvidence : CaseStage.Open,
            state.Owner is { } owner && reopen.Team.IsOnShift(owner) ? owner : reopen.Team.For(state.Type, state.Tier),
            lacking ? EvidenceClock() : DecisionClock(state.Type, state.Tier),
            reopen.Why);
    }

    private static Decision<CaseEvent> Repeat(Ending before, Ending again) =>
        before == again
            ? Nothing
            : new Refusal(CaseReasons.AlreadyDecided, "closed before, by somebody else or with other words").With("current", "CLOSED");
}

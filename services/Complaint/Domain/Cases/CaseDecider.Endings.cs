using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>What the plan came to, and how a case ends or starts again (R-CASE-4, R-ESC-3).</summary>
public sealed partial class CaseDecider
{
    private Decision<CaseEvent> Followed(Case state, FollowPlan follow)
    {
        if (state.Plan != follow.Plan || state.Stage is not (CaseStage.Resolving or CaseStage.NeedsAttention or CaseStage.Resolved))
            return Nothing;
        return (state.Stage, follow.Stage) switch
        {
            (CaseStage.Resolving, PlanStage.Blocked) => new AttentionNeeded(AttentionClock(state.Type, state.Tier)),
            // The money came back while the case was being told that all was done (R-REF-9).
            (CaseStage.Resolved, PlanStage.Running) => new AttentionNeeded(AttentionClock(state.Type, state.Tier)),
            (CaseStage.Resolved, _) => Nothing,
            (CaseStage.NeedsAttention, PlanStage.Running) => new AttentionEnded(ResolutionClock(state.Type, state.Tier)),
            (_, PlanStage.Done) => new CaseResolved(FeedbackClock()),
            // Only the plan of a customer's own return ends without an agent: others are called off together with what follows them.
            (_, PlanStage.Rejected) => new CaseRejected(SealedText.Empty, new(Person.Suite.Id, ""), now),
            (_, PlanStage.Withdrawn) => new CaseWithdrawn(new(state.Customer, ""), now),
            _ => Nothing,
        };
    }

    // R-TRK-3, R-CASE-4: only where the customer neither complained nor was offered anything there is nobody to tell.
    private Decision<CaseEvent> Righted(Case state) => state switch
    {
        { Stage: CaseStage.Closed } => Nothing,
        { Stage: CaseStage.Open, Repeats: 0, Offers.IsEmpty: true, Talk.Messages: 0, Promises.IsEmpty: true, Escalation.Demands.IsEmpty: true } => new CasePutRight(now),
        _ => new FactsPutRight(),
    };

    // R-REF-9. Of a plan that another one followed only the timeline tells, unless nobody looks at the case any more.
    private Decision<CaseEvent> Reversed(Case state, FollowSetBack told)
    {
        var owner = state.Stage == CaseStage.Closed ? Keeper(state, told.Team) : state.Owner;
        return state.Stage switch
        {
            CaseStage.Resolving or CaseStage.NeedsAttention or CaseStage.Resolved or CaseStage.Closed when state.Plan == told.Plan =>
                new PaymentReversed(told.Plan, CaseStage.NeedsAttention, owner, AttentionClock(state.Type, state.Tier)),
            CaseStage.Resolved or CaseStage.Closed =>
                new PaymentReversed(told.Plan, CaseStage.Open, owner, DecisionClock(state.Type, state.Tier)),
            _ => new PaymentReversed(told.Plan, state.Stage, owner, state.Clock!),
        };
    }

    private static string? Keeper(Case state, Team team) =>
        state.Owner is { } owner && team.IsOnShift(owner) ? owner : team.For(state.Type, state.Tier);

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
        return MayWork(state, reject.By) is { } refusal ? refusal : new CaseRejected(reject.Why, ending, now) { CallsOff = Stuck(state) };
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
        if (state.Attachment is { } goesOn)
            return WrongState(state, CaseStage.Closed).Rule("R-CASE-2").With("holder", goesOn.To);
        var until = state.Closed!.Value + Duration.FromDays(policy.ReopenDays);
        if (now >= until)
            return new Refusal(CaseReasons.ReopenTooLate, "closed too long ago").Rule("R-CASE-4").With("until", $"{until}");

        var lacking = LacksEvidence(state.Type, state.Evidence);
        return new CaseReopened(
            lacking ? CaseStage.AwaitingEvidence : CaseStage.Open,
            Keeper(state, reopen.Team),
            lacking ? EvidenceClock() : DecisionClock(state.Type, state.Tier),
            reopen.Why);
    }

    private static Decision<CaseEvent> Repeat(Ending before, Ending again) =>
        before == again
            ? Nothing
            : new Refusal(CaseReasons.AlreadyDecided, "closed before, by somebody else or with other words").With("current", "CLOSED");
}

using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>What may happen to a case, and what follows. The switch is the transition table.</summary>
public sealed partial class CaseDecider(ComplaintPolicy policy, BusinessCalendar calendar, Instant now)
{
    private static readonly Decision<CaseEvent> Nothing = Decision<CaseEvent>.Nothing;

    public Decision<CaseEvent> Decide(Case? state, CaseCommand command) =>
        WithOtherClocks(state, command, Aftercare.File(state, Decided(state, command), policy, now));

    private Decision<CaseEvent> Decided(Case? state, CaseCommand command) => (state, command) switch
    {
        (null, Open open) => Opened(open),
        (null, OpenForReturn open) => Opened(open),
        (null, OpenForCash open) => Opened(open),
        (null, OpenForTracking open) => Opened(open.Opening),
        (null, _) => NotFound,
        (_, OpenForReturn or OpenForCash or OpenForTracking) => Nothing,
        (_, Open) => throw new InvalidOperationException("the id of a case was used twice"),
        ({ } s, PutRight) => Righted(s),
        ({ } s, Repeat c) => Repeated(s, c),
        ({ } s, AddEvidence c) => Owned(s, c.By) ?? Added(s, c),
        ({ } s, ReadEvidence c) => Owned(s, c.By) ?? Read(s, c),
        ({ } s, TakeProofs c) => Taken(s, c),
        ({ } s, ReleaseEvidence) => Released(s),
        ({ } s, ForgetEvidence) => Forgotten(s),
        ({ } s, Forget) => ForgetAll(s),
        ({ } s, FinishAsking c) => s.Asking is null ? Nothing : new SurveyMade(c.Survey, c.Ends) { Link = c.Link },
        ({ } s, Assign c) => Assigned(s, c),
        ({ } s, Take c) => Taken(s, c),
        ({ } s, Escalate c) => Owned(s, c.By) ?? Escalated(s, c),
        ({ } s, MakeOffer c) => Offered(s, c),
        ({ } s, AcceptOffer c) => Owned(s, c.By) ?? Accepted(s, c),
        ({ } s, DeclineOffer c) => Owned(s, c.By) ?? Declined(s, c),
        ({ } s, RecordFeedback c) => Owned(s, c.By) ?? Told(s, c),
        ({ } s, Reject c) => Rejected(s, c),
        ({ } s, Withdraw c) => Owned(s, c.By) ?? Withdrawn(s, c),
        ({ } s, Reopen c) => Owned(s, c.By) ?? Reopened(s, c),
        ({ } s, Expose c) => Risked(s, c),
        ({ } s, PostMessage c) => Owned(s, c.By) ?? Posted(s, c),
        ({ } s, PromiseToCustomer c) => Promised(s, c),
        ({ } s, KeepPromise c) => Kept(s, c),
        ({ } s, AcknowledgeAlert c) => Acknowledged(s, c),
        ({ } s, StopClocks c) => Stopped(s, c.Stops) is { } stopped ? stopped : Nothing,
        ({ } s, Tick c) => Ticked(s, c),
        ({ } s, StartPlan c) => s.Plan == c.Plan && !s.PlanStarted ? new PlanStarted(c.Plan) : Nothing,
        ({ } s, CancelPlan c) => Cancelled(s, c),
        ({ } s, FinishCallOff c) => s.CallingOff == c.Plan ? new PlanCalledOff(c.Plan) : Nothing,
        ({ } s, EscalationCommand c) => Climbed(s, c),
        ({ } s, DeskCommand c) => Worked(s, c),
        ({ } s, FollowPlan c) => Followed(s, c),
        ({ } s, FollowSetBack { SetBack: SetBack.Reversal } c) => Reversed(s, c),
        (_, FollowSetBack c) => new CorrectionAwaited(c.Plan),
        (_, Hear c) => c.News,
        (_, AddNote c) => new NoteAdded(c.Note),
        ({ } s, RevealWords c) => Revealed(s, c),
        ({ } s, State c) => Owned(s, c.By) ?? Stated(s, c),
        ({ } s, Advise c) => Advised(s, c),
        ({ } s, FollowOrder c) => s.FollowsOrder && c.Version > s.OrderVersion ? new OrderMoved(c.Version) : Nothing,
        ({ } s, NoteQuestion c) => Noted(s, c),
        ({ } s, HearVerdict c) => Heard(s, c),
        ({ } s, Conclude c) => Concluded(s, c),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    private static Refusal NotFound => new(CaseReasons.CaseNotFound, "no such case");

    /// <summary>A customer's view ends at their own cases.</summary>
    private static Decision<CaseEvent>? Owned(Case state, Person by) =>
        by.IsCustomer && by.Id != state.Customer ? (Decision<CaseEvent>)NotFound : null;

    private static Refusal WrongState(Case state, params IEnumerable<CaseStage> allowed) =>
        Refusal.WrongState(CaseReasons.CaseStateInvalid, Words.Upper(state.Stage), allowed.Select(stage => Words.Upper(stage)));

    /// <summary>The refusal of somebody who may not work the case: it is on a higher tier, or somebody else's.</summary>
    private static Refusal? MayWork(Case state, Person by)
    {
        if (by.Tier < state.Tier)
            return new Refusal(CaseReasons.NotCaseOwner, "the case is on a higher tier").With("tier", state.Tier.ToString());
        return state.Owner is null || state.Owner == by.Id
            ? null
            : new Refusal(CaseReasons.NotCaseOwner, "another agent owns the case").With("tier", state.Tier.ToString());
    }

    /// <summary>The plan that nothing goes on with once the case goes another way.</summary>
    private static string? Stuck(Case state) => state.Stage == CaseStage.NeedsAttention ? state.Plan : null;

    private bool LacksEvidence(CaseType type, ImmutableArray<Evidence> evidence) =>
        evidence.IsEmpty && policy.Evidence.RequiredFor.Contains(type);
}

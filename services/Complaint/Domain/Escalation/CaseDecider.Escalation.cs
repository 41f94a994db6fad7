using static Aftersales.Complaints.Domain.EscalationCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>Demands and the platform's decisions on them (R-ESC-1).</summary>
public sealed partial class CaseDecider
{
    /// <summary>Who offers what the platform decided: nobody in the shop.</summary>
    public static Person PlatformPerson { get; } = new("platform", Tier.Platform, ["Platform"]);

    private Decision<CaseEvent> Climbed(Case state, EscalationCommand command) => command switch
    {
        RaiseDemand c => Owned(state, c.By) ?? Demanded(state, c),
        Submit c => Submitted(state, c),
        ConfirmSubmission c => state.Escalation.Undecided is { Stage: SubmissionStage.Sending } sent && sent.Number == c.Number
            ? new SubmissionConfirmed(c.Number, AskNext(sent.Due))
            : Nothing,
        AskPlatform c => state.Escalation.Undecided is { } asked && asked.Number == c.Number ? Asked(asked) : Nothing,
        Decide c => Decided(state, c),
        _ => Mediated(state, command),
    };

    private Decision<CaseEvent> Demanded(Case state, RaiseDemand raise)
    {
        if (state.Stage is not (CaseStage.Open or CaseStage.NeedsAttention))
            return WrongState(state, CaseStage.Open, CaseStage.NeedsAttention);
        if (state.Tier == Tier.Platform && (Exhausted(state) ?? NotHigher(state, raise.Amount)) is { } final)
            return final;
        // Somebody looks at it again: the case no longer just ends.
        var again = state.Clock?.WaitsFor == Wait.Verdict ? DecisionClock(state.Type, state.Tier) : null;
        var raised = new DemandRaised(new(raise.By.Id, raise.Amount, raise.Wish, state.Tier, now), again);
        return raise.AboveAuthority && state.Tier < Tier.Platform ? Decision<CaseEvent>.Of(raised, Raised(state, raise.Team, null)) : raised;
    }

    private Decision<CaseEvent> Submitted(Case state, Submit submit)
    {
        if (state.Stage != CaseStage.Open)
            return WrongState(state, CaseStage.Open);
        if (state.Order is null)
            return new Refusal(CaseReasons.CaseHasNoOrder, "the platform decides about orders");
        if (state.Tier < Tier.L2)
            return Refusal.WrongState(CaseReasons.CaseStateInvalid, Words.Upper(state.Tier), Words.Upper(Tier.L2), Words.Upper(Tier.Platform)).Rule("R-ESC-1");
        if (state.Escalation.Undecided is { } pending)
            return WrongSubmission(pending, SubmissionStage.Accepted, SubmissionStage.Rejected);
        var latest = state.Escalation.Demands.LastOrDefault();
        var amount = submit.Amount ?? latest?.Amount;
        if ((Exhausted(state) ?? NotHigher(state, amount)) is { } final)
            return final;
        var demand = submit.Demand.IsEmpty ? latest?.Wish ?? SealedText.Empty : submit.Demand;
        if (demand.IsEmpty && amount is null)
            return CaseReasons.Invalid("demand", "is needed where no demand was put down before");
        if (submit.Evidence.FirstOrDefault(id => !state.Evidence.Any(known => known.Id == id)) is { } foreign)
            return new Refusal(CaseReasons.EvidenceNotFound, "the case has no such evidence").With("evidence_id", foreign);

        var submission = new Submission(
            state.Escalation.Submissions.Length + 1, submit.Id, amount, demand, submit.Position,
            submit.Evidence.IsEmpty ? [.. state.Evidence.Select(e => e.Id)] : submit.Evidence, submit.By.Id, now)
        {
            Ask = now,
            Due = calendar.AfterWorkingDays(now, policy.Escalation.DecisionWorkingDays),
        };
        var submitted = new SubmittedToPlatform(submission, DecisionClock(state.Type, Tier.Platform));
        return state.Tier == Tier.Platform ? submitted : Decision<CaseEvent>.Of(Raised(state, submit.Team, null), submitted);
    }

    private Decision<CaseEvent> Asked(Submission asked)
    {
        if (now < asked.Due)
            return new PlatformAsked(asked.Number, AskNext(asked.Due));
        var due = calendar.AfterWorkingDays(now, policy.Escalation.DecisionWorkingDays);
        return new PlatformWasSilent(asked.Number, AskNext(due), due);
    }

    private Decision<CaseEvent> Decided(Case state, Decide decide)
    {
        if (state.Escalation.Submissions.FirstOrDefault(s => s.Number == decide.Number) is not { } submission)
            return Refusal.WrongState(EscalationReasons.SubmissionStateInvalid, "", Words.Upper(SubmissionStage.Pending));
        if (submission.Decision is { } before)
        {
            return before.Repeats(decide.Decision)
                ? Nothing
                : new Refusal(CaseReasons.AlreadyDecided, "the platform's decision is final").Rule("R-ESC-1").With("current", Words.Upper(submission.Stage));
        }

        if (!decide.Decision.IsAccepted)
            return new PlatformDecided(decide.Number, decide.Decision, state.Stage == CaseStage.Open ? VerdictClock() : null);
        var decided = new PlatformDecided(decide.Number, decide.Decision, null);
        // A case that went another way meanwhile keeps the decision, and pays nothing for it.
        return state.Stage is CaseStage.Open or CaseStage.Offered
            ? Decision<CaseEvent>.Of([decided, .. Instead(state), Granted(state, decide)])
            : decided;
    }

    private static IEnumerable<OfferExpired> Instead(Case state) => state.OpenOffer is { } replaced ? [new(replaced.Id, null)] : [];

    private OfferMade Granted(Case state, Decide decide)
    {
        Remedy remedy = decide.Decision switch
        {
            { Remedy: PlatformRemedy.Coupon, Amount: { } amount } => new CompensationRemedy(GrantKind.Coupon, amount),
            { Remedy: PlatformRemedy.Cash, Amount: { } amount } => new CompensationRemedy(GrantKind.Cash, amount),
            { Remedy: PlatformRemedy.Refund } => new RefundRemedy(decide.Goods, null),
            _ => throw new InvalidOperationException("a decision without what it grants"),
        };
        var until = now + policy.Offers.ValidFor;
        return new(new(decide.Offer, [remedy], PlatformPerson, until), null, new(Wait.AnswerToOffer, until) { Paused = Left(state) }, policy.Version);
    }

    private Refusal? Exhausted(Case state) => state.Escalation.Submissions.Length < policy.Escalation.Submissions
        ? null
        : new Refusal(EscalationReasons.SubmissionsExhausted, "the platform decided, and again on the higher demand: that is final")
            .Rule("R-ESC-1").With("allowed", $"{policy.Escalation.Submissions}");

    private static Refusal? NotHigher(Case state, Money? amount)
    {
        if (state.Escalation.Submissions.LastOrDefault() is not { } before)
            return null;
        var current = before.Amount?.Minor ?? 0;
        return amount is { } demanded && demanded.Minor > current
            ? null
            : new Refusal(EscalationReasons.DemandNotHigher, "only a higher demand is put before the platform again").Rule("R-ESC-1").With("current", $"{current}");
    }

    private static Refusal WrongSubmission(Submission submission, params IEnumerable<SubmissionStage> allowed) =>
        Refusal.WrongState(EscalationReasons.SubmissionStateInvalid, Words.Upper(submission.Stage), allowed.Select(stage => Words.Upper(stage)));

    // What the platform decided is final: a higher demand is put before it once more, otherwise the case ends as it decided.
    private Clock AfterRefusal(Case state, Offer refused, Money? demand) =>
        IsVerdict(refused) && (Exhausted(state) ?? NotHigher(state, demand)) is not null ? VerdictClock() : DecisionClock(state.Type, state.Tier);

    private static bool IsVerdict(Offer offer) => offer.By.Id == PlatformPerson.Id && offer.By.Tier == Tier.Platform;

    private Instant AskNext(Instant due) => Instant.Min(now + policy.Escalation.AskEvery, due);

    private Clock VerdictClock() => Until(Wait.Verdict, now + FirstWait(policy.Escalation.Verdict));

    // Told, reminded and silent: it ends as the platform decided (R-ESC-3).
    private Decision<CaseEvent> SilentAboutVerdict(Case state, Clock clock) =>
        Reminded(clock, policy.Escalation.Verdict)
        ?? new CaseRejected(state.Escalation.Submissions[^1].Decision!.Reason, new(Person.Suite.Id, ""), now);
}

namespace Aftersales.Complaints.Domain;

/// <summary>What a case is after an event.</summary>
public static partial class CaseEvolution
{
    public static Case Evolve(Case? state, CaseEvent happened) => ClockEvolution.Timed(Aftercare.Count(state, After(state, happened)));

    private static Case After(Case? state, CaseEvent happened) => (state, happened) switch
    {
        (null, CaseOpened e) => Open(e),
        (null, _) => throw new InvalidOperationException("a case begins with being opened"),
        ({ } s, CaseRepeated e) => s with
        {
            Repeats = s.Repeats + 1,
            Severity = e.Severity,
            Words = s.Words.AddRange(e.Words),
            Talk = s.Talk with { Awaited = e.Awaited ?? s.Talk.Awaited },
        },
        ({ } s, EvidenceAdded { Resumed: { } clock } e) => s with { Evidence = s.Evidence.AddRange(e.Evidence), Stage = CaseStage.Open, Clock = clock },
        ({ } s, EvidenceAdded e) => s with { Evidence = s.Evidence.AddRange(e.Evidence) },
        ({ } s, EvidenceRead) => s,
        ({ } s, ProofsTaken e) => s with { Proofs = s.Proofs.AddRange(e.Proofs) },
        ({ } s, CaseFiled e) => s with { EvidenceUntil = e.EvidenceUntil, Asking = e.Asking },
        ({ } s, SurveyMade e) => s with { Asking = null, Survey = e.Survey },
        ({ } s, EvidenceReleased) => s with { EvidenceReleased = true },
        ({ } s, WordsForgotten) => s with { Words = [] },
        ({ } s, EvidenceForgotten e) => s with
        {
            EvidenceUntil = null,
            Evidence = [.. s.Evidence.Select(photo => photo with { IsDeleted = photo.IsDeleted || e.Evidence.Contains(photo.Id) })],
            Proofs = [.. s.Proofs.Select(proof => proof with { Photo = proof.Photo with { IsDeleted = proof.Photo.IsDeleted || e.Evidence.Contains(proof.Photo.Id) } })],
        },
        ({ } s, ViolationRisked e) => s with
        {
            Exposures = [.. s.Exposures.Where(known => !known.IsSettledBy(e.Risk.Violation)), e.Risk],
            Severity = e.Severity,
        },
        ({ } s, CaseAssigned e) => s with { Owner = e.Owner },
        ({ } s, CaseTaken e) => s with { Owner = e.By },
        ({ } s, CaseEscalated e) => s with { Tier = e.Tier, Owner = e.Owner, Clock = e.Clock },
        ({ } s, OfferMade e) => s with
        {
            Stage = CaseStage.Offered,
            Offers = s.Offers.Add(e.Offer),
            Party = e.Party ?? s.Party,
            Clock = e.Clock,
            CallingOff = e.CallsOff ?? s.CallingOff,
        },
        ({ } s, OfferAccepted e) => Answered(s, e.Offer, OfferStage.Accepted) with
        {
            Stage = CaseStage.Resolving,
            Plan = e.Plan,
            PlanStarted = false,
            Clock = e.Clock,
        },
        ({ } s, OfferDeclined e) => Answered(s, e.Offer, OfferStage.Declined, e.Wish) with
        {
            Escalation = e.Demand is { } demand ? s.Escalation with { Demands = s.Escalation.Demands.Add(demand) } : s.Escalation,
            Stage = CaseStage.Open,
            Clock = e.Clock,
            PlatformDeclined = s.Tier == Tier.Platform ? s.PlatformDeclined + 1 : s.PlatformDeclined,
        },
        ({ } s, OfferExpired e) => Answered(s, e.Offer, OfferStage.Expired) with { Stage = CaseStage.Open, Clock = e.Clock ?? s.Clock },
        ({ } s, EscalationEvent e) => EscalationEvolution.Evolve(s, e),
        ({ } s, DeskEvent e) => DeskEvolution.Evolve(s, e),
        ({ } s, CustomerReminded e) => s with { Clock = e.Clock },
        ({ } s, ClockBreached e) => ClockEvolution.Breached(s, e) with { Clock = e.Clock },
        ({ } s, ClockEvent e) => ClockEvolution.Evolve(s, e),
        ({ } s, PlanStarted) => s with { PlanStarted = true },
        ({ } s, PlanCancelled e) => s with { Stage = CaseStage.Open, CallingOff = e.Plan, Clock = e.Clock },
        ({ } s, PlanCalledOff) => s with { CallingOff = null },
        ({ } s, AttentionNeeded e) => s with { Stage = CaseStage.NeedsAttention, Clock = e.Clock, Resolved = null },
        ({ } s, AttentionEnded e) => s with { Stage = CaseStage.Resolving, Clock = e.Clock },
        ({ } s, CorrectionAwaited) => s,
        ({ } s, PaymentReversed e) => s with
        {
            Stage = e.Stage,
            Owner = e.Owner,
            Clock = e.Clock,
            Outcome = CaseOutcome.Unspecified,
            Closed = null,
            Ending = null,
            Satisfaction = 0,
            Resolved = null,
        },
        ({ } s, CasePutRight e) => Closed(s, CaseOutcome.Resolved, e.At, null),
        ({ } s, FactsPutRight) => s,
        ({ } s, CaseResolved e) => s with { Stage = CaseStage.Resolved, Clock = e.Clock, Resolved = e.At },
        ({ } s, FeedbackRecorded e) => Closed(s, CaseOutcome.Resolved, e.At, e.Ending) with { Satisfaction = e.Satisfaction },
        ({ } s, FeedbackMissed e) => Closed(s, CaseOutcome.Resolved, e.At, null),
        ({ } s, CaseRejected e) => Closed(s, CaseOutcome.Rejected, e.At, e.Ending) with { CallingOff = e.CallsOff ?? s.CallingOff },
        ({ } s, CaseWithdrawn e) => Closed(s, CaseOutcome.Withdrawn, e.At, e.Ending),
        ({ } s, CaseExpired e) => Closed(s, CaseOutcome.Expired, e.At, null),
        ({ } s, CaseReopened e) => s with
        {
            Stage = e.Stage,
            Owner = e.Owner,
            Clock = e.Clock,
            Outcome = CaseOutcome.Unspecified,
            Closed = null,
            Ending = null,
            Satisfaction = 0,
            Plan = null,
            PlanStarted = false,
            DirectReturn = null,
            Owed = null,
            Conclusion = null,
        },
        ({ } s, CustomerTold or NewsHeard or NoteAdded or WordsRevealed) => s,
        ({ } s, DecisionEvent e) => Decided(s, e),
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };

    /// <summary>Throws where a case contradicts itself: a defect, never a caller's mistake.</summary>
    public static void Check(Case state)
    {
        Hold(state.Clock is null == (state.Stage == CaseStage.Closed), "every case but a closed one waits for something, with a deadline (R-CLK-4)");
        Hold(state.Outcome == CaseOutcome.Unspecified == (state.Stage != CaseStage.Closed), "a case has an outcome when it is over");
        Hold(state.Closed is null == (state.Stage != CaseStage.Closed), "a case has an end when it is over");
        Hold(state.Offers.Count(o => o.Stage == OfferStage.Open) == (state.Stage == CaseStage.Offered ? 1 : 0), "one offer is open while offered");
        Hold(state.Stage is not (CaseStage.Resolving or CaseStage.NeedsAttention) || state.Plan is not null, "a plan resolves");
        Hold(state.Stage != CaseStage.Resolved || state.Plan is not null || state.Conclusion is not null, "a plan resolves, or nothing had to be remedied");
        Hold(state.Stage != CaseStage.Closed || state.Talk.Awaited is null && !state.Promises.Any(p => p.Stage == PromiseStage.Open), "nobody waits once it is over");
        Hold(state.Tier is >= Tier.L1 and <= Tier.Platform, "a case is on a tier");
    }

    private static Case Open(CaseOpened e) => new(e.Id, e.Type, e.Channel, e.Customer, e.Order, e.Problem, e.Lines, e.Description, e.At)
    {
        Stage = e.Plan is not null ? CaseStage.Resolving : e.Clock.WaitsFor == Wait.Evidence ? CaseStage.AwaitingEvidence : CaseStage.Open,
        Evidence = e.Evidence,
        Severity = e.Severity,
        Tier = e.Tier,
        Owner = e.Owner,
        Clock = e.Clock,
        DirectReturn = e.DirectReturn,
        Owed = e.Owed,
        Plan = e.Plan,
        Words = e.Words,
        Exposures = e.Risk is { } risk ? [risk] : [],
        Intake = e.Intake ?? Intake.Unknown,
        Talk = Conversation.Silent with { Awaited = e.Awaited },
        Region = e.Region,
        Stops = e.Stops,
    };

    private static Case Answered(Case state, string offer, OfferStage stage, SealedText? wish = null) =>
        state with { Offers = [.. state.Offers.Select(o => o.Id == offer ? o with { Stage = stage, Wish = wish ?? SealedText.Empty } : o)] };

    /// <summary>The case as it is once it is over.</summary>
    internal static Case Closed(Case state, CaseOutcome outcome, Instant at, Ending? ending) => ClockEvolution.Ended(state, at) with
    {
        Stage = CaseStage.Closed,
        Outcome = outcome,
        Closed = at,
        Clock = null,
        Ending = ending,
        Offers = [.. state.Offers.Select(o => o.Stage == OfferStage.Open ? o with { Stage = OfferStage.Expired } : o)],
    };

    private static void Hold(bool invariant, string what)
    {
        if (!invariant)
            throw new InvalidOperationException($"broken: {what}");
    }
}

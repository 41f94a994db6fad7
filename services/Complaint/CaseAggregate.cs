using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Domain.Decisions;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>What the platform has to know of a case.</summary>
public sealed class CaseAggregate(BusinessCalendar calendar) : AggregateType<Case, CaseEvent>
{
    public override string Kind => "case";

    public override Case Evolve(Case? state, CaseEvent happened) => CaseEvolution.Evolve(state, happened);

    public override void Check(Case state) => CaseEvolution.Check(state);

    public override string? Subject(string id, Case state) => state.Customer;

    public override bool IsOpen(Case state) => state.Stage != CaseStage.Closed;

    public override IEnumerable<ListEntry> Lists(string id, Case state)
    {
        // The earliest due first; what is over comes last.
        var due = TimeKey.Of(state.Clock?.Due ?? Instant.MaxValue);
        foreach (var list in Filters(state))
        {
            yield return new(list, due, id, id);
            yield return new(list.On(state.Stage), due, id, id);
        }

        foreach (var entry in SheetLists.Of(id, state))
            yield return entry;
        foreach (var list in FoundLists.Of(state))
            yield return new(list, TimeKey.Of(state.Opened), id, id);
        foreach (var month in state.Standing().Select(risk => ExposureSums.Month(risk, calendar)).Distinct())
            yield return new(CaseLists.Exposed(month), id, id, id);
        foreach (var photo in state.Photos.Where(photo => !photo.IsDeleted && !state.EvidenceReleased))
            yield return new(CaseLists.WithEvidence(photo.Id), id, id, id);
        if (state.Owner is null && state.Stage != CaseStage.Closed)
        {
            yield return new(CaseLists.Vacant(state.Tier), due, id, id);
            yield return new(CaseLists.Queue(state.Tier, state.Type), due, id, id);
        }

        if (state is { Stage: not CaseStage.Closed, Escalation.Undecided: not null })
            yield return new(CaseLists.Submitted, due, id, id);
        foreach (var entry in ClockLists.Of(id, state, calendar))
            yield return entry;
    }

    public override IEnumerable<Claim> Claims(string id, Case state) =>
        state is { Stage: not CaseStage.Closed, Order: { } order, Problem: { } problem } ? [new(CaseLists.Problem(order, problem), id)] : [];

    public override IEnumerable<Share> Shares(string id, Case state) =>
        ExposureSums.Of(id, state, calendar).Concat(CaseSums.Of(id, state, calendar)).Concat(ResponseSums.Of(state)).Concat(state is { Stage: not CaseStage.Closed, Owner: { } owner } ? [new(CaseLists.LoadOf(owner), 1, int.MaxValue)] : []);

    public override IEnumerable<Due> Work(string id, Case state)
    {
        if (state.NextDue is { } due)
            yield return new("clock", due);
        if (state.EvidenceUntil is { } until && state.Photos.Any(photo => !photo.IsDeleted))
            yield return new("evidence", until);
        if (state is { Asking: not null, Closed: { } closed })
            yield return new("ask", closed);
        if (state.CallingOff is not null)
            yield return new("call-off", state.Opened);
        if (state is { Stage: not CaseStage.Closed, Escalation.Undecided: { } undecided })
            yield return new($"platform:{undecided.Number}", undecided.Ask);
        if (state.Attachment is { IsDone: false })
            yield return new("attach", state.Opened);
        if (state.Escalation.Mediation is { IsOver: false } mediation)
            yield return new("mediation", mediation.Due);
        // What the plan before had granted in vain counts no more when this one grants (R-COMP-5).
        if (state is { Stage: CaseStage.Resolving, PlanStarted: false, CallingOff: null })
            yield return new("start-plan", state.Opened);
        if (state.NeedsAdvice())
            yield return new("advise", state.Opened);
    }

    public override IEnumerable<IMessage> Publish(string id, Case? before, CaseEvent happened, Case after, long version)
    {
        var told = after.ToSnapshot(version);
        return happened switch
        {
            CaseOpened => [new Wire.CaseOpened { Case = told }],
            CaseEscalated => [new Wire.CaseEscalated { Case = told }],
            OfferMade e => [new Wire.OfferMade { Case = told, OfferId = e.Offer.Id }],
            OfferAccepted e => [new Wire.OfferAccepted { Case = told, OfferId = e.Offer }],
            OfferDeclined e => [new Wire.OfferDeclined { Case = told, OfferId = e.Offer }],
            OfferExpired { Clock: not null } e => [new Wire.OfferDeclined { Case = told, OfferId = e.Offer }],
            CustomerReminded e => [new Wire.CustomerReminded { Case = told, WaitsFor = Words.Of(e.WaitsFor) }],
            ClockBreached or ResponseBreached or PromiseBroken => after.BreachList[^1].ToEvents(told),
            EscalationEvent e => e.ToMessages(after, told),
            CaseResolved => [new Wire.CaseResolved { Case = told }],
            FeedbackRecorded or FeedbackMissed or CasePutRight or CaseRejected or CaseWithdrawn or CaseExpired or CaseAttached => [new Wire.CaseClosed { Case = told }],
            CaseReopened or PaymentReversed or CaseReclassified when before!.Stage == CaseStage.Closed => [new Wire.CaseReopened { Case = told }],
            CustomerTold e => [e.ToNotification(id, after, version)],
            _ => [],
        };
    }

    // Opening and reopening alone take a claim; who opens attaches to the holder instead (R-CASE-2).
    public override Refusal ClaimHeld(string claim, string holder) =>
        new Refusal(CaseReasons.CaseStateInvalid, "another case about the same order and problem is open").Rule("R-CASE-2").With("holder", holder);

    private static IEnumerable<string> Filters(Case state)
    {
        yield return CaseLists.All;
        yield return CaseLists.OfCustomer(state.Customer);
        if (state.Owner is { } owner)
            yield return CaseLists.OfOwner(owner);
        if (state.Order is { } order)
            yield return CaseLists.OfOrder(order);
    }
}

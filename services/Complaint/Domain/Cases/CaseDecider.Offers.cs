using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>Offers and their answers (R-ESC-1, R-ESC-2).</summary>
public sealed partial class CaseDecider
{
    private Decision<CaseEvent> Offered(Case state, MakeOffer make)
    {
        if (state.Stage is not (CaseStage.AwaitingEvidence or CaseStage.Open or CaseStage.Offered or CaseStage.NeedsAttention))
            return WrongState(state, CaseStage.Open, CaseStage.Offered, CaseStage.NeedsAttention);
        if (MayWork(state, make.By) is { } stranger)
            return stranger;
        if (LacksEvidence(state.Type, state.Evidence))
            return new Refusal(CaseReasons.EvidenceRequired, "a photo is needed first").Rule("R-CASE-1");
        if (state.PlatformDeclined >= policy.Offers.PlatformOffers && state.Escalation.Mediation is not { Stage: MediationStage.Decided })
            return new Refusal(CaseReasons.TierFinal, "the platform's decision was told and is final").Rule("R-ESC-1");
        if (Unsound(state, make) is { } refusal)
            return refusal;

        var until = make.ValidUntil ?? now + policy.Offers.ValidFor;
        var events = new List<CaseEvent>();
        if (state.Owner is null)
            events.Add(new CaseTaken(make.By.Id));
        if (state.OpenOffer is { } replaced)
            events.Add(new OfferExpired(replaced.Id, null));
        var clock = new Clock(Wait.AnswerToOffer, until) { Paused = Left(state) };
        events.Add(new OfferMade(new Offer(make.Offer, make.Remedies, make.By, until), make.Party, clock, policy.Version) { CallsOff = Stuck(state) });
        return Decision<CaseEvent>.Of(events);
    }

    private Refusal? Unsound(Case state, MakeOffer make)
    {
        if (make.ValidUntil is { } until && (until <= now || until > now + policy.Offers.ValidAtMost))
            return CaseReasons.Invalid("valid_until", $"lies in the future, at most {policy.Offers.ValidAtMost.Days} days away");
        if (make.Remedies.Count(remedy => remedy is ReturnRemedy or ExchangeRemedy) > 1)
            return CaseReasons.Invalid("remedies", "one return covers all lines that come back");
        if (make.Remedies.OfType<CompensationRemedy>().GroupBy(Cause).Any(same => same.Count() > 1))
            return CaseReasons.Invalid("remedies", "there is one compensation for an order and cause (R-COMP-5)");
        if (make.Remedies.OfType<RefundRemedy>().Any(r => r.Lines.IsEmpty && r.Freight is null))
            return CaseReasons.Invalid("remedies", "a refund names goods or freight");
        return state.Order is null
            ? CaseReasons.Invalid("remedies", "a case without an order has nothing to remedy")
            : make.Facts?.Covers(make.Remedies);
    }

    // Restitution is no compensation, and small goodwill is none for the case's problem.
    private static (GrantKind Restituted, bool Goodwill) Cause(CompensationRemedy remedy) =>
        (remedy.Grant.IsRestitution ? remedy.Grant : GrantKind.Unspecified, remedy.Part != GoodwillPart.Unspecified);

    private Decision<CaseEvent> Accepted(Case state, AcceptOffer accept)
    {
        if (state.Offers.FirstOrDefault(o => o.Id == accept.Offer) is not { } offer)
            return NoOffer;
        if (offer.Stage == OfferStage.Accepted)
            return Nothing;
        // The clock's work may not have run yet; the offer is over all the same.
        if (offer.Stage != OfferStage.Open || now >= offer.ValidUntil)
            return NotOpen(offer);
        return new OfferAccepted(offer.Id, PlanOf(state.Id, offer.Id), ResolutionClock(state.Type, state.Tier));
    }

    private Decision<CaseEvent> Declined(Case state, DeclineOffer decline)
    {
        if (state.Offers.FirstOrDefault(o => o.Id == decline.Offer) is not { } offer)
            return NoOffer;
        if (offer.Stage == OfferStage.Declined)
            return Nothing;
        if (offer.Stage != OfferStage.Open)
            return NotOpen(offer);
        var demand = decline.Demand is null && decline.Wish.IsEmpty ? null : new Demand(decline.By.Id, decline.Demand, decline.Wish, state.Tier, now);
        var declined = new OfferDeclined(offer.Id, decline.Wish, AfterRefusal(state, offer, decline.Demand)) { Demand = demand };
        // R-ESC-1: a refused offer goes up; above the platform there is nobody, the new demand is submitted to it once more.
        return state.Tier == Tier.Platform
            ? declined
            : Decision<CaseEvent>.Of(declined, Raised(state with { Stage = CaseStage.Open }, decline.Team, null));
    }

    private Decision<CaseEvent> Cancelled(Case state, CancelPlan cancel) =>
        state.Stage == CaseStage.NeedsAttention
            ? new PlanCancelled(state.Plan!, cancel.Why, DecisionClock(state.Type, state.Tier))
            : WrongState(state, CaseStage.NeedsAttention);

    /// <summary>Id of the plan that an accepted offer leads to.</summary>
    public static string PlanOf(string id, string offer) => Ids.Derived("plan", $"{id}/{offer}");

    private static Refusal NoOffer => new(CaseReasons.OfferNotFound, "the case has no such offer");

    private static Refusal NotOpen(Offer offer) =>
        new Refusal(CaseReasons.OfferNotOpen, "the offer is not open any more")
            .With("current", Words.Upper(offer.Stage == OfferStage.Open ? OfferStage.Expired : offer.Stage));
}

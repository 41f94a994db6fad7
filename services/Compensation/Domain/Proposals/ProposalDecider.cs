using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>What happens to a proposal (R-COMP-4).</summary>
public static class ProposalDecider
{
    public const string NothingOwed = "NOTHING_OWED";

    /// <summary>The misfortune that a cause belongs to; null for causes that nothing is proposed for.</summary>
    public static Misfortune? MisfortuneOf(Cause cause) => cause switch
    {
        Cause.LateDispatch or Cause.ShortPick or Cause.Oversold => Misfortune.NotShipped,
        Cause.MissingItem => Misfortune.Missing,
        _ => null,
    };

    /// <summary>When an order's own facts have to be looked at; null where they will show nothing: not paid, left in time, or long ago.</summary>
    public static Instant? LookAt(OrderFacts order, CompensationPolicy policy, Instant now) => order switch
    {
        { PaidAt: not { } } => null,
        { PaidAt: { } paid } when paid < now - Duration.FromDays(policy.Proposals.FactsWithinDays) => null,
        _ when order.IsOverdue(policy.DispatchOverdueHours, now) || order.NeverShipped => now,
        { DispatchedAt: null, HasLeft: false, PaidAt: { } paid } => paid + Duration.FromHours(policy.DispatchOverdueHours),
        _ => null,
    };

    /// <param name="seen">As it would begin. Of a proposal that is watched already it only says why, and that it can be looked at earlier.</param>
    public static Decision<ProposalEvent> Watch(Proposal? proposal, Proposal seen)
    {
        if (proposal is null)
            return new Watched(seen);
        if (proposal.Status != ProposalStatus.Watched)
            return Decision<ProposalEvent>.Nothing;
        var events = new List<ProposalEvent>();
        if (proposal.Cause == Cause.LateDispatch && seen.Cause != Cause.LateDispatch)
            events.Add(new CauseFound(seen.Cause, seen.CaseId));
        if (seen.LookAt < proposal.LookAt)
            events.Add(new LookMoved(seen.LookAt));
        return Decision<ProposalEvent>.Of(events);
    }

    /// <summary>The facts are due: what they owe is proposed.</summary>
    /// <param name="policy">Id of the policy that the situation is judged under.</param>
    public static Decision<ProposalEvent> Look(Proposal? proposal, Situation situation, string policy)
    {
        if (proposal is not { Status: ProposalStatus.Watched })
            return Decision<ProposalEvent>.Nothing;
        var (quote, coupon) = Best(proposal, Kind.Coupon, situation);
        if (coupon is { Amount: { } amount, Grantable: { } grantable })
        {
            var until = situation.Calendar.EndOfDay(situation.Now, situation.Policy.Proposals.AnswerDays);
            return new Proposed(amount, grantable, coupon.Rule!.Id, policy, coupon.Reason, situation.Now, until);
        }

        // Hours that were made longer since: not late yet.
        if (MisfortuneOf(proposal.Cause) == Misfortune.NotShipped && LookAt(situation.Order, situation.Policy, situation.Now) is { } later && later > situation.Now)
            return new LookMoved(later);
        return new Dropped(quote.Before.IsPositive ? CompensationReasons.AlreadyCompensated.Name : NothingOwed, situation.Now);
    }

    /// <param name="cash">What the customer could have in cash; needed where they ask for it.</param>
    public static Decision<ProposalEvent> Answer(Proposal? proposal, ProposalAnswer answer, string by, Option? cash, Instant now) => proposal switch
    {
        null or { Offer: null } => NotFound(),
        { Answer: { } before } => before.Answer == answer && before.By == by ? Decision<ProposalEvent>.Nothing : AlreadyAnswered(proposal),
        { Status: not ProposalStatus.Proposed } => WrongState(proposal),
        _ when answer != ProposalAnswer.Accept && now >= proposal.Offer.Until => WrongState(proposal with { Status = ProposalStatus.Accepted }),
        _ when answer == ProposalAnswer.AskCash && cash?.Amount is null =>
            new Refusal(CompensationReasons.KindNotAllowed, "there is no cash for this cause").Rule("R-COMP-4"),
        _ => new Answered(answer, by, answer == ProposalAnswer.AskCash ? cash!.Amount : null, now),
    };

    /// <summary>R-COMP-4: silence grants.</summary>
    public static Decision<ProposalEvent> Lapse(Proposal? proposal, Instant now) =>
        proposal is { Status: ProposalStatus.Proposed, Offer: { } offer } && now >= offer.Until
            ? new Answered(ProposalAnswer.Accept, "", null, now)
            : Decision<ProposalEvent>.Nothing;

    public static Decision<ProposalEvent> Grant(Proposal? proposal, string grantId, Instant now) =>
        proposal is { Status: ProposalStatus.Accepted } ? new CouponGranted(grantId, now) : Decision<ProposalEvent>.Nothing;

    public static Decision<ProposalEvent> Drop(Proposal? proposal, string why, Instant now) =>
        proposal is { Status: ProposalStatus.Accepted } ? new Dropped(why, now) : Decision<ProposalEvent>.Nothing;

    /// <summary>The most that the suite itself can grant of a kind for the proposal's cause, and the quote that says so.</summary>
    public static (Quote Quote, Option? Option) Best(Proposal proposal, Kind kind, Situation situation)
    {
        var quote = Quoter.Of(new(proposal.OrderId, proposal.Cause, Part.None, []), new("", Tier.System), situation);
        return (quote, quote.Options.FirstOrDefault(option => option.Kind == kind && option.Tier == Tier.System));
    }

    public static Refusal NotFound() => new(CompensationReasons.ProposalNotFound, "no such proposal");

    private static Refusal AlreadyAnswered(Proposal proposal) =>
        new Refusal(CompensationReasons.AlreadyDecided, "answered before, and differently").With("current", Name(proposal.Status));

    private static Refusal WrongState(Proposal proposal) =>
        Refusal.WrongState(CompensationReasons.ProposalStateInvalid, Name(proposal.Status), Name(ProposalStatus.Proposed));

    private static string Name(ProposalStatus status) => status == ProposalStatus.CashAsked ? "CASH_ASKED" : status.ToString().ToUpperInvariant();
}

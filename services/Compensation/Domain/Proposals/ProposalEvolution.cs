namespace Aftersales.Compensations.Domain;

/// <summary>A proposal after what happened to it, and what always holds of one.</summary>
public static class ProposalEvolution
{
    public static Proposal Evolve(Proposal? proposal, ProposalEvent happened) => (proposal, happened) switch
    {
        (null, Watched watched) => watched.Proposal,
        ({ }, CauseFound found) => proposal with { Cause = found.Cause, CaseId = found.CaseId },
        ({ }, LookMoved moved) => proposal with { LookAt = moved.At },
        ({ }, Proposed proposed) => proposal with { Status = ProposalStatus.Proposed, Offer = proposed },
        ({ }, Answered answered) => proposal with { Status = StatusAfter(answered.Answer), Answer = answered },
        ({ }, CouponGranted granted) => proposal with { Status = ProposalStatus.Granted, GrantId = granted.GrantId },
        ({ }, Dropped dropped) => proposal with { Status = ProposalStatus.Dropped, Why = dropped.Why },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    /// <exception cref="InvalidOperationException">A defect: nothing may be written.</exception>
    public static void Check(Proposal proposal)
    {
        Holds(proposal.Offer is not null || proposal.Status is ProposalStatus.Watched or ProposalStatus.Dropped, "what is answered was proposed");
        Holds(proposal.Offer is not { } offer || (offer.Grantable.IsPositive && offer.Grantable <= offer.Amount), "something is proposed, and no more than the whole");
        Holds(proposal.Status == ProposalStatus.Granted == proposal.GrantId.Length > 0, "a granted proposal has its grant, and no other");
        Holds(proposal.Status == ProposalStatus.CashAsked == proposal.Answer?.Cash is not null, "cash that is asked for has an amount, and no other");
        Holds(proposal.Status == ProposalStatus.Dropped == proposal.Why.Length > 0, "a dropped proposal says why, and no other");
    }

    private static ProposalStatus StatusAfter(ProposalAnswer answer) => answer switch
    {
        ProposalAnswer.Accept => ProposalStatus.Accepted,
        ProposalAnswer.AskCash => ProposalStatus.CashAsked,
        _ => ProposalStatus.Declined,
    };

    private static void Holds(bool condition, string rule)
    {
        if (!condition)
            throw new InvalidOperationException($"broken: {rule}");
    }
}

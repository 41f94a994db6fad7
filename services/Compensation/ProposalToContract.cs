using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Contract = Aftersales.Contracts.Compensations;

namespace Aftersales.Compensations;

/// <summary>Proposals as the contract tells them; only those that were proposed are told.</summary>
internal static class ProposalToContract
{
    public static Contract.Proposal ToProposal(this Versioned<Domain.Proposal> proposal)
    {
        var offer = proposal.State.Offer!;
        return new()
        {
            ProposalId = proposal.Id,
            Version = proposal.Version,
            OrderId = proposal.State.OrderId,
            CustomerId = proposal.State.CustomerId,
            CaseId = proposal.State.CaseId,
            Cause = (CompensationCause)proposal.State.Cause,
            State = (ProposalState)proposal.State.Status,
            Amount = offer.Amount.ToContract(),
            Grantable = offer.Grantable.ToContract(),
            Cash = proposal.State.Answer?.Cash?.ToContract(),
            RuleId = offer.RuleId,
            ReasonZh = offer.Reason.Zh,
            ReasonEn = offer.Reason.En,
            ProposedTime = offer.At.ToContract(),
            AnswerUntil = offer.Until.ToContract(),
            GrantId = proposal.State.GrantId,
            EndedBecause = proposal.State.Why,
        };
    }

    public static ProposalSnapshot ToSnapshot(this Domain.Proposal proposal, string id, long version) => new()
    {
        ProposalId = id,
        Version = version,
        OrderId = proposal.OrderId,
        CustomerId = proposal.CustomerId,
        CaseId = proposal.CaseId,
        Cause = (CompensationCause)proposal.Cause,
        State = (ProposalState)proposal.Status,
        Amount = proposal.Offer!.Amount.ToContract(),
        Cash = proposal.Answer?.Cash?.ToContract(),
        AnswerUntil = proposal.Offer.Until.ToContract(),
        GrantId = proposal.GrantId,
    };
}

using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Queries;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Proposal = Aftersales.Compensations.Domain.Proposal;

namespace Aftersales.Compensations.Features;

/// <summary>The customer answers a proposal, or an agent does in their words. Cash is granted and paid by a plan that Complaint starts.</summary>
public sealed class AnswerProposal(Aggregates<Proposal, ProposalEvent> proposals, ReadProposals read, Situations situations)
{
    public async Task<AcceptProposalResponse> Handle(AcceptProposalRequest request, Call call)
    {
        await read.Find(call, request.ProposalId);
        return await Change(request.ProposalId, ProposalAnswer.Accept, null, call, proposal => new AcceptProposalResponse { Proposal = proposal });
    }

    public async Task<DeclineProposalResponse> Handle(DeclineProposalRequest request, Call call)
    {
        var found = await read.Find(call, request.ProposalId);
        var answer = request.AskCash ? ProposalAnswer.AskCash : ProposalAnswer.Decline;
        var cash = request.AskCash ? await Cash(found.State, call) : null;
        return await Change(request.ProposalId, answer, cash, call, proposal => new DeclineProposalResponse { Proposal = proposal });
    }

    // What the suite could grant in cash now that the coupon is declined.
    private async Task<Option?> Cash(Proposal proposal, Call call)
    {
        var situation = await situations.Of(call, proposal.OrderId, proposal.Cause, proposal.Offer!.Policy);
        return ProposalDecider.Best(proposal, Kind.Cash, situation with { CouponDeclined = true }).Option;
    }

    private Task<TReply> Change<TReply>(string id, ProposalAnswer answer, Option? cash, Call call, Func<Contracts.Compensations.Proposal, TReply> reply)
        where TReply : class, Google.Protobuf.IMessage<TReply>, new() => proposals.Change(
            id, call, proposal => ProposalDecider.Answer(proposal, answer, call.Person, cash, call.Now), proposal => reply(proposal.ToProposal()));
}

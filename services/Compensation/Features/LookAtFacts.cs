using Aftersales.Compensations.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Compensations.Features;

/// <summary>The facts of a watched order are due: what they owe is proposed, or nothing is.</summary>
public sealed class LookAtFacts(Aggregates<Proposal, ProposalEvent> proposals, Situations situations, PolicyBook policies) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await proposals.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Status: ProposalStatus.Watched } watched })
            return;
        var policy = await policies.InForceId(call);
        var situation = await situations.Of(call, watched.OrderId, watched.Cause);
        await proposals.Change(item.Aggregate, call, proposal => ProposalDecider.Look(proposal, situation, policy));
    }
}

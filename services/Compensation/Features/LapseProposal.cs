using Aftersales.Compensations.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Compensations.Features;

/// <summary>The customer said nothing in time: silence grants the coupon (R-COMP-4).</summary>
public sealed class LapseProposal(Aggregates<Proposal, ProposalEvent> proposals) : IWork
{
    public Task Run(WorkItem item, Call call) => proposals.Change(item.Aggregate, call, proposal => ProposalDecider.Lapse(proposal, call.Now));
}

using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Features;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using NodaTime;

namespace Aftersales.Compensations;

/// <summary>Where facts and claims become proposals to look at.</summary>
public sealed class Watching(Aggregates<Proposal, ProposalEvent> proposals, PolicyBook policies, Orders orders)
{
    /// <summary>The order's facts changed.</summary>
    public async Task Order(string order, OrderFacts facts, Call call)
    {
        var policy = (await policies.InForce(call)).Policy;
        if (ProposalDecider.LookAt(facts, policy, call.Now) is not { } at)
            return;
        // An order that was closed in time is owed nothing, unless a case told before that it could not be shipped.
        var id = ProposalAggregate.Id(call.Merchant, order, Misfortune.NotShipped);
        if (facts.NeverShipped && !facts.IsOverdue(policy.DispatchOverdueHours, call.Now) && await proposals.Find(call.Merchant, id, call.Cancel) is null)
            return;
        await Watch(id, new(order, facts.BuyerId, Cause.LateDispatch, "", at), call);
    }

    /// <summary>A case was opened about the order.</summary>
    public async Task Claim(string order, Cause cause, string caseId, Call call)
    {
        var facts = await orders.Find(call, order);
        var policy = (await policies.InForce(call)).Policy;
        Instant? at = cause == Cause.MissingItem ? call.Now : ProposalDecider.LookAt(facts, policy, call.Now);
        if (at is { } due && ProposalDecider.MisfortuneOf(cause) is { } misfortune)
            await Watch(ProposalAggregate.Id(call.Merchant, order, misfortune), new(order, facts.BuyerId, cause, caseId, due), call);
    }

    private Task Watch(string id, Proposal seen, Call call) => proposals.Change(id, call, proposal => ProposalDecider.Watch(proposal, seen));
}

using System.Collections.Immutable;
using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Compensations.Features;

/// <summary>Reads what a decision about an order depends on. Claims and sums guard the commit against whoever is faster.</summary>
public sealed class Situations(Orders orders, Aggregates<Grant, GrantEvent> grants, IStore store, PolicyBook policies, Aggregates<Proposal, ProposalEvent> proposals, BusinessCalendar calendar)
{
    private const int MostStanding = 500;

    /// <exception cref="RefusedException">ORDER_NOT_YET_KNOWN, SERVICE_UNAVAILABLE.</exception>
    /// <param name="policy">Id of the policy to judge under; null for the one in force.</param>
    public async Task<Situation> Of(Call call, string orderId, Cause cause, string? policy = null)
    {
        var order = await orders.Find(call, orderId);
        var book = policy is null ? await policies.InForce(call) : await policies.Of(call, policy);
        var standing = await grants.List(call, GrantLists.Standing(orderId), MostStanding, "");
        var sums = await store.Counters(call.Merchant, Counters(orderId, order, call), call.Cancel);
        return new(
            order,
            new(standing.Rows.ToImmutableDictionary(row => row.Aggregate, row => row.State), sums.ToImmutableDictionary()),
            book,
            calendar,
            call.Now,
            book.AsksForDeclined(cause) && await IsCouponDeclined(call, orderId, cause));
    }

    private async Task<bool> IsCouponDeclined(Call call, string order, Cause cause) =>
        ProposalDecider.MisfortuneOf(cause) is { } misfortune
        && await proposals.Find(call.Merchant, ProposalAggregate.Id(call.Merchant, order, misfortune), call.Cancel) is { State: { Status: ProposalStatus.CashAsked } asked }
        && asked.Cause == cause;

    private string[] Counters(string orderId, OrderFacts order, Call call)
    {
        var today = calendar.Today(call.Now);
        return
        [
            Sums.OrderCap(orderId), Sums.AgentBudget(call.Caller.Decider.Person, today), Sums.MerchantBudget(today), Sums.Restitution(orderId),
            .. order.Lines.Where(line => line.PromisedPrice is not null).Select(line => Sums.Restitution(orderId, line.Id)),
        ];
    }
}

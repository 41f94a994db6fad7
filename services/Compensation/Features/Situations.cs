using System.Collections.Immutable;
using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Compensations.Features;

/// <summary>Reads what a decision about an order depends on. Claims and sums guard the commit against whoever is faster.</summary>
public sealed class Situations(Orders orders, Aggregates<Grant, GrantEvent> grants, IStore store, PolicyBook policies, Aggregates<Proposal, ProposalEvent> proposals,
    Authorities authorities, BusinessCalendar calendar)
{
    private const int MostStanding = 500;

    /// <exception cref="RefusedException">ORDER_NOT_YET_KNOWN, SERVICE_UNAVAILABLE.</exception>
    /// <param name="policy">Id of the policy to judge under; null for the one in force.</param>
    public async Task<Situation> Of(Call call, string orderId, Cause cause, string? policy = null)
    {
        var order = await orders.Find(call, orderId);
        var book = policy is null ? await policies.InForce(call) : await policies.Of(call, policy);
        var standing = await grants.List(call, GrantLists.Standing(orderId), MostStanding, "");
        var given = await authorities.Live(call);
        var sums = await store.Counters(call.Merchant, [.. Counters(orderId, order, book.Policy, given, call)], call.Cancel);
        return new(
            order,
            new(standing.Rows.ToImmutableDictionary(row => row.Aggregate, row => row.State), sums.ToImmutableDictionary()),
            book,
            calendar,
            call.Now,
            book.AsksForDeclined(cause) && await IsCouponDeclined(call, orderId, cause))
        {
            Authorities = given,
        };
    }

    private async Task<bool> IsCouponDeclined(Call call, string order, Cause cause) =>
        ProposalDecider.MisfortuneOf(cause) is { } misfortune
        && await proposals.Find(call.Merchant, ProposalAggregate.Id(call.Merchant, order, misfortune), call.Cancel) is { State: { Status: ProposalStatus.CashAsked } asked }
        && asked.Cause == cause;

    private IEnumerable<string> Counters(string orderId, OrderFacts order, CompensationPolicy policy, ImmutableDictionary<string, Authority> given, Call call)
    {
        var by = call.Caller.ToDecider();
        var tiers = given.Values.Select(authority => authority.Tier).Append(by.Tier).ToHashSet();
        yield return Sums.OrderCap(orderId);
        yield return Sums.Restitution(orderId);
        foreach (var line in order.Lines.Where(line => line.PromisedPrice is not null))
            yield return Sums.Restitution(orderId, line.Id);
        foreach (var (budget, limits) in Budget.All(policy, by.Person, order.ShopId, calendar.Today(call.Now)))
        {
            yield return budget.Counter;
            foreach (var tier in limits.Keys.Where(tiers.Contains))
                yield return Sums.Warned(tier, budget.Counter);
        }
    }
}

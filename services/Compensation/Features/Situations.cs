using System.Collections.Immutable;
using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Policy;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;

namespace Aftersales.Compensations.Features;

/// <summary>Reads what a decision about an order depends on. Claims and sums guard the commit against whoever is faster.</summary>
public sealed class Situations(
    Orders orders, Aggregates<Grant, GrantEvent> grants, IStore store, Policies<MerchantCompensationPolicy> policies, BusinessCalendar calendar)
{
    private const int MostStanding = 500;

    /// <exception cref="RefusedException">ORDER_NOT_YET_KNOWN, SERVICE_UNAVAILABLE.</exception>
    public async Task<Situation> Of(Call call, string orderId)
    {
        var order = await orders.Find(call, orderId);
        var today = calendar.Today(call.Now);
        var standing = await grants.List(call, GrantLists.Standing(orderId), MostStanding, "");
        var sums = await store.Counters(
            call.Merchant,
            [Sums.OrderCap(orderId), Sums.AgentBudget(call.Caller.Decider.Person, today), Sums.MerchantBudget(today)],
            call.Cancel);
        return new(
            order,
            new(standing.Rows.ToImmutableDictionary(row => row.Aggregate, row => row.State), sums.ToImmutableDictionary()),
            policies.For(call.Merchant),
            calendar,
            call.Now);
    }
}

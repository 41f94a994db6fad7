using System.Collections.Immutable;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Queries;

/// <summary>The events from which an order's entries followed, as a hash that a seal keeps.</summary>
public sealed class SealedOrders(IStore store)
{
    /// <summary>Each order's version now, and the hash of its events so far.</summary>
    public async Task<ImmutableArray<SealedOrder>> Of(IEnumerable<string> orderIds, Call call)
    {
        var found = ImmutableArray.CreateBuilder<SealedOrder>();
        foreach (var orderId in orderIds)
        {
            var events = await Events(orderId, long.MaxValue, call);
            found.Add(new(orderId, events[^1].Version, Hash(events)));
        }

        return found.ToImmutable();
    }

    /// <summary>Whether an order's events are still those that were sealed.</summary>
    public async Task<bool> Stands(SealedOrder order, Call call) => Hash(await Events(order.OrderId, order.Version, call)) == order.EventsHash;

    private async Task<List<StoredEvent>> Events(string orderId, long through, Call call)
    {
        var events = new List<StoredEvent>();
        while (true)
        {
            var page = await store.Events(call.Merchant, "account", orderId, events.LastOrDefault()?.Version ?? 0, SqlStore.MaxRows, call.Cancel);
            events.AddRange(page.Where(happened => happened.Version <= through));
            if (page.Count < SqlStore.MaxRows || page[^1].Version > through)
                return events;
        }
    }

    private static string Hash(IEnumerable<StoredEvent> events) =>
        LedgerHash.OfEvents(events.Select(happened => (happened.Version, happened.Type, happened.Body, happened.Actor.Person, happened.At)));
}

using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Peers;

namespace Aftersales.Complaints.Ports;

/// <summary>What is known of orders: the copy kept here, or else what Tracking says.</summary>
public sealed class OrderBook(Documents<OrderFacts> orders, DisasterBook disasters, Peer<TrackingService.TrackingServiceClient> tracking)
{
    /// <exception cref="RefusedException">ORDER_NOT_YET_KNOWN; SERVICE_UNAVAILABLE while Tracking is away.</exception>
    public async Task<OrderFacts> Find(Call call, string order)
    {
        var facts = await FindFacts(call, order);
        return facts with { Stops = (await disasters.Find(call)).Of(facts.Region) };
    }

    public Task Keep(Call call, OrderSnapshot told) => orders.Keep(call, told.OrderId, told.Version, told.ToDomain());

    private async Task<OrderFacts> FindFacts(Call call, string order)
    {
        if (await orders.Find(call, order) is { } known)
            return known;
        try
        {
            var answer = await tracking.Ask(call, (client, options) => client.GetOrderSnapshotAsync(new() { OrderId = order }, options));
            await Keep(call, answer.Order);
            return answer.Order.ToDomain();
        }
        catch (RefusedException unknown) when (unknown.Refusal.Reason.Name == CaseReasons.OrderNotFound.Name)
        {
            throw new RefusedException(
                new Refusal(PlatformReasons.OrderNotYetKnown, "no facts about the order have arrived yet").With("order_id", order));
        }
    }
}

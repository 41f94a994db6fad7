using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Peers;

namespace Aftersales.Compensations.Features;

/// <summary>What is known of an order: what Tracking told, or else tells when asked.</summary>
public sealed class Orders(Documents<OrderFacts> orders, Documents<ShopRegister> registers, Peer<TrackingService.TrackingServiceClient> tracking)
{
    private const string Unknown = "ORDER_NOT_FOUND";

    /// <exception cref="RefusedException">ORDER_NOT_YET_KNOWN, or SERVICE_UNAVAILABLE when Tracking is away too.</exception>
    public async Task<OrderFacts> Find(Call call, string orderId) => await Known(call, orderId) ?? await OfShop(call, await Ask(call, orderId));

    /// <summary>What Tracking told; null where it told nothing.</summary>
    public async Task<OrderFacts?> Known(Call call, string orderId) => await orders.Find(call, orderId) is { } facts ? await OfShop(call, facts) : null;

    private async Task<OrderFacts> OfShop(Call call, OrderFacts facts) =>
        facts.ShopId.Length > 0 && await registers.Find(call, call.Merchant) is { } register ? facts with { RegisteredAs = register.TypeOf(facts.ShopId) } : facts;

    private async Task<OrderFacts> Ask(Call call, string orderId)
    {
        try
        {
            var reply = await tracking.Ask(call, (client, options) => client.GetOrderSnapshotAsync(new() { OrderId = orderId }, options));
            var facts = reply.Order.ToFacts();
            await orders.Keep(call, orderId, reply.Order.Version, facts);
            return facts;
        }
        catch (RefusedException refused) when (refused.Refusal.Reason.Name == Unknown)
        {
            throw new RefusedException(new Refusal(PlatformReasons.OrderNotYetKnown, "no facts about the order have arrived yet").With("order_id", orderId));
        }
    }
}

using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Numbers;

namespace Aftersales.Returns.Features;

/// <summary>
/// Counts what an order delivered, once: the sums follow from the newest facts that are kept, not from the event that brought them, so events that come
/// twice or late count nothing twice.
/// </summary>
public sealed class CountDelivery(Documents<OrderFacts> orders, Aggregates<Delivery, DeliveryCounted> deliveries)
{
    public async Task Count(string orderId, Call call)
    {
        // An event counts as taken only once; this may have to be written again.
        var counting = call with { EventId = null };
        for (var told = await Facts(orderId, call); ;)
        {
            if (told.SignedAt is not null || await deliveries.Find(call.Merchant, orderId, call.Cancel) is not null)
                await deliveries.Change(orderId, counting, counted => told.Equals(counted) ? Decision<DeliveryCounted>.Nothing : new DeliveryCounted(told));
            // Newer facts may have been kept meanwhile, and whoever brought them have found nothing to correct.
            var now = await Facts(orderId, call);
            if (now.Equals(told))
                return;
            told = now;
        }
    }

    private async Task<Delivery> Facts(string orderId, Call call) => Delivery.Of((await orders.Find(call, orderId))!);
}

using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>What is known of orders.</summary>
public sealed class OrderFacts(Documents<PaidOrder> orders)
{
    /// <summary>The order's latest version.</summary>
    /// <exception cref="RefusedException">ORDER_NOT_YET_KNOWN, or ORDER_NOT_FOUND where it is another customer's.</exception>
    public async Task<PaidOrder> Of(string orderId, Call call)
    {
        var order = await orders.Find(call, orderId)
            ?? throw new RefusedException(new Refusal(PlatformReasons.OrderNotYetKnown, "no facts about the order yet").With("order_id", orderId));
        return call.Caller.Decider.IsCustomer && order.CustomerId != call.Caller.Decider.Person
            ? throw new RefusedException(new(InvoiceReasons.OrderNotFound, "no such order"))
            : order;
    }

    public Task<PaidOrder?> Find(string orderId, Call call) => orders.Find(call, orderId);

    public Task Keep(string orderId, long version, PaidOrder order, Call call) => orders.Keep(call, orderId, version, order);
}

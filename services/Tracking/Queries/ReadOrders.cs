using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking.Queries;

/// <summary>Reads of orders. A customer finds their own only; another's is not found.</summary>
public sealed class ReadOrders(Aggregates<OrderState, OrderEvent> orders, Desk desk, Vault vault)
{
    public async Task<GetOrderResponse> Handle(GetOrderRequest request, Call call) =>
        await orders.Read(call.Merchant, request.OrderId, call.Cancel) is { } order && IsOpenTo(call, order.State)
            ? new() { Order = Shown(order, call, await desk.Terms(call)) }
            : throw NotFound();

    /// <summary>Other services hear of an order when it is known what was bought, as from events. They act on it: it comes from the store.</summary>
    public async Task<GetOrderSnapshotResponse> Handle(GetOrderSnapshotRequest request, Call call) =>
        await orders.Find(call.Merchant, request.OrderId, call.Cancel) is { } order && new OrderView(order.State) is { Placed: not null } view
            ? new() { Order = view.ToSnapshot(order.Id, order.Version) }
            : throw NotFound();

    public async Task<ListOrdersResponse> Handle(ListOrdersRequest request, Call call)
    {
        if (call.Caller.IsCustomer && request.BuyerId.Length > 0 && request.BuyerId != call.Person)
            return new();
        var buyer = call.Caller.IsCustomer ? call.Person : request.BuyerId.Length > 0 ? request.BuyerId : null;
        var terms = await desk.Terms(call);
        var page = await orders.List(
            call, OrderLists.Name(buyer, (Status)request.Status), request.PageSize, request.PageToken, descending: true);
        return new()
        {
            Orders = { page.Rows.Select(row => Shown(new(row.Aggregate, row.State, row.Version), call, terms)) },
            NextPageToken = page.NextPageToken,
        };
    }

    // The desk's items are none of the customer's.
    private Order Shown(Versioned<OrderState> order, Call call, WatchTerms terms)
    {
        var shown = order.ToOrder(vault, desk.Policy(call), terms);
        if (call.Caller.IsCustomer)
            shown.Items.Clear();
        return shown;
    }

    private static bool IsOpenTo(Call call, OrderState order) => !call.Caller.IsCustomer || new OrderView(order).Placed?.BuyerId == call.Person;

    private static RefusedException NotFound() => new(new Refusal(TrackingReasons.OrderNotFound, "no such order for this caller"));
}

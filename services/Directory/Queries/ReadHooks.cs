using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using DeliveryState = Aftersales.Directories.Domain.DeliveryState;
using Subscription = Aftersales.Directories.Domain.Subscription;

namespace Aftersales.Directories.Queries;

/// <summary>Webhooks and what became of their deliveries.</summary>
public sealed class ReadHooks(Aggregates<Subscription, SubscriptionEvent> hooks, Aggregates<Mailbox, MailboxEvent> boxes)
{
    public async Task<GetSubscriptionResponse> Handle(GetSubscriptionRequest request, Call call) => new()
    {
        Subscription = (await hooks.Find(call.Merchant, request.SubscriptionId, call.Cancel))?.ToSubscription(call.Now)
            ?? throw new RefusedException(new(DirectoryReasons.SubscriptionNotFound, "no such subscription of this merchant")),
    };

    public async Task<ListSubscriptionsResponse> Handle(ListSubscriptionsRequest request, Call call)
    {
        var page = await hooks.List(call, SubscriptionAggregate.All, request.PageSize, request.PageToken, descending: true);
        return new()
        {
            Subscriptions = { page.Rows.Select(row => new Versioned<Subscription>(row.Aggregate, row.State, row.Version).ToSubscription(call.Now)) },
            NextPageToken = page.NextPageToken,
        };
    }

    public async Task<ListDeliveriesResponse> Handle(ListDeliveriesRequest request, Call call)
    {
        DeliveryState? state = request.State == 0 ? null : (DeliveryState)request.State;
        var page = await boxes.List(call, MailboxAggregate.Deliveries(request.SubscriptionId, state), request.PageSize, request.PageToken, descending: true);
        return new()
        {
            Deliveries = { page.Rows.Select(row => row.State.Deliveries.First(d => MailboxAggregate.DeliveryId(row.Aggregate, d.Number) == row.Item).ToDelivery(row.Aggregate)) },
            NextPageToken = page.NextPageToken,
        };
    }
}

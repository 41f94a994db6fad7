using Aftersales.Contracts.Directories;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using NodaTime;

namespace Aftersales.Directories;

/// <summary>Webhooks from the domain to the contract.</summary>
internal static class WebhookContracts
{
    public static Subscription ToSubscription(this Versioned<Domain.Subscription> hook, Instant now)
    {
        var old = hook.State.Secrets.Length > 1 ? hook.State.Secrets[^2].Until : null;
        return new()
        {
            SubscriptionId = hook.Id,
            Version = hook.Version,
            Label = hook.State.Label,
            Url = hook.State.Url,
            EventTypes = { hook.State.Types },
            State = (SubscriptionState)hook.State.State,
            CreatedTime = hook.State.Made.ToContract(),
            CreatedBy = hook.State.By,
            FailingSinceTime = hook.State.FailingSince?.ToContract(),
            OldSecretUntilTime = old > now ? old.Value.ToContract() : null,
        };
    }

    public static Delivery ToDelivery(this Domain.Delivery delivery, string mailbox) => new()
    {
        DeliveryId = MailboxAggregate.DeliveryId(mailbox, delivery.Number),
        EventId = delivery.EventId,
        EventType = delivery.Type,
        ResourceId = delivery.Resource,
        State = (DeliveryState)delivery.State,
        Attempts = delivery.Attempts,
        HttpStatus = delivery.Status,
        Problem = delivery.Problem ?? "",
        TakenTime = delivery.Taken.ToContract(),
        NextTime = delivery.State == Domain.DeliveryState.Waiting ? delivery.Next.ToContract() : null,
        EndedTime = delivery.Ended?.ToContract(),
    };
}

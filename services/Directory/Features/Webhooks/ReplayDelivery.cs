using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;

namespace Aftersales.Directories.Features;

/// <summary>What was given up is tried again from the beginning.</summary>
public sealed class ReplayDelivery(Aggregates<Mailbox, MailboxEvent> boxes, Policies<DirectoryPolicy> policies)
{
    public Task<ReplayDeliveryResponse> Handle(ReplayDeliveryRequest request, Call call) =>
        MailboxAggregate.Parse(request.DeliveryId) is var (box, number)
            ? boxes.Change(
                box,
                call,
                state => new MailboxDecider(policies.For(call.Merchant).Hooks, call.Now).Replay(state, number),
                state => new ReplayDeliveryResponse { Delivery = state.State.Deliveries.First(d => d.Number == number).ToDelivery(box) })
            : throw new RefusedException(new(DirectoryReasons.DeliveryNotFound, "no such delivery of this merchant"));
}

using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking.Features;

/// <summary>Tells the recipient in clear to who needs it for the step at hand. That it was read is committed before anything is told (R-PPL-2).</summary>
public sealed class RevealRecipient(Aggregates<OrderState, OrderEvent> orders, Vault vault)
{
    public Task<RevealRecipientResponse> Handle(RevealRecipientRequest request, Call call) => orders.Change(
        request.OrderId,
        call,
        order => order is null
            ? new Refusal(TrackingReasons.OrderNotFound, "no such order")
            : ContactOf(order) is { Address.Length: > 0 }
                ? new RecipientRevealed(call.Person, $"{request.Purpose}", call.Now)
                : new OrderView(order).Placed is { } placed && vault.Open(placed.SealedContact) is null
                    ? PlatformReasons.Erased()
                    : new Refusal(TrackingReasons.RecipientUnknown, "nobody told the recipient's address"),
        order =>
        {
            var contact = ContactOf(order.State)!;
            return new RevealRecipientResponse { Recipient = new() { Name = contact.Recipient, Phone = contact.Phone, Address = contact.Address } };
        });

    private Contact? ContactOf(OrderState order) => vault.ContactOf(new OrderView(order));
}

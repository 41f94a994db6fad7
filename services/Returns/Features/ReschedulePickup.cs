using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Returns.Domain;
using PickupAddress = Aftersales.Contracts.Returns.PickupAddress;

namespace Aftersales.Returns.Features;

/// <summary>The courier is to come at another time, or at another address: committed here, and told to the courier by <see cref="MovePickup"/>.</summary>
public sealed class ReschedulePickup(ReturnDesk desk, Vault vault)
{
    public Task<ReschedulePickupResponse> Handle(ReschedulePickupRequest request, Call call)
    {
        var reschedule = new Domain.ReschedulePickup(
            call.Caller.Decider.Person, call.Caller.IsCustomer, request.Slot.ToSlot(desk.Policy(call.Merchant).Pickup))
        {
            SealedAddress = request.Address.Sealed(vault),
        };
        return desk.Change(request.ReturnId, call, reschedule, after => new ReschedulePickupResponse { Return = after });
    }
}

/// <summary>Addresses of requests.</summary>
internal static class Addresses
{
    /// <summary>Sealed, as states and events keep it (R-PPL-2); null where none is given.</summary>
    public static SealedText? Sealed(this PickupAddress? address, Vault vault) =>
        address is null ? null : vault.Seal(Json.Write(new Address(address.Name, address.Phone, address.Address)));
}

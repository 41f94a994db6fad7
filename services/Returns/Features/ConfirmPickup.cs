using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;

namespace Aftersales.Returns.Features;

/// <summary>The courier has the goods.</summary>
public sealed class ConfirmPickup(ReturnDesk desk)
{
    public Task<ConfirmPickupResponse> Handle(ConfirmPickupRequest request, Call call) =>
        desk.Change(request.ReturnId, call, new Domain.ConfirmPickup(call.Caller.Decider.Person, request.TrackingNo), after => new ConfirmPickupResponse { Return = after });
}

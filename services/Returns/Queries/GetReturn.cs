using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Returns.Domain;
using ReturnState = Aftersales.Returns.Domain.ReturnState;

namespace Aftersales.Returns.Queries;

/// <summary>One return, with what the customer said for those who need it.</summary>
public sealed class GetReturn(Aggregates<ReturnState, ReturnEvent> returns, ReturnDesk desk, Vault vault)
{
    public async Task<GetReturnResponse> Handle(GetReturnRequest request, Call call)
    {
        var found = await returns.Read(call.Merchant, request.ReturnId, call.Cancel);
        if (found is null || !found.State.IsVisibleTo(call.Caller))
            throw new RefusedException(ReturnReasons.NotFound);
        var told = found.ToContract();
        if (found.State.SealedDescription is { } described && call.Caller.MayReadDescription())
            told.Description = vault.Words(described);
        if (found.State.Dispute is { } dispute && call.Caller.MayReadDescription())
            told.Dispute.Statement = vault.Words(dispute.SealedStatement);
        if (found.State is { Pickup: { } pickup })
            told.Pickup.ReschedulesLeft = pickup.IsDone ? 0 : Math.Max(0, desk.Policy(call.Merchant).Pickup.Reschedules - pickup.Reschedules);
        if (found.State is { Pickup: not null, SealedAddress: { } address } && vault.Open(address) is { } json)
            told.Pickup.Show(Json.Read<Address>(json));
        if (!call.Caller.IsCustomer)
            told.SetAsideReports.AddRange(found.State.SetAside.Select(PickupContracts.ToContract));
        return new() { Return = told };
    }
}

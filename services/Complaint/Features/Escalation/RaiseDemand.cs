using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Tier = Aftersales.Complaints.Domain.Tier;

namespace Aftersales.Complaints.Features;

/// <summary>Puts down what the customer demands; Compensation says whether the case's tier could grant as much (R-ESC-1).</summary>
public sealed class RaiseDemand(CaseDesk desk, Teams teams, CompensationsPort compensations, Vault vault)
{
    public async Task<RaiseDemandResponse> Handle(RaiseDemandRequest request, Call call)
    {
        var found = await desk.Find(call, request.CaseId);
        var amount = request.Amount.ToDemand("amount");
        var above = amount is { } demanded && found.State is { Order: not null, Tier: < Tier.Platform } state && !await compensations.CanGrant(state, demanded, call);
        var command = new EscalationCommand.RaiseDemand(call.Actor(), amount, vault.Seal(request.Wish), above, await teams.Find(call));
        return await desk.Change(request.CaseId, call, command, after => new RaiseDemandResponse { Case = after });
    }
}

using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>The customer declines; the case goes up one tier (R-ESC-1).</summary>
public sealed class DeclineOffer(CaseDesk desk, Teams teams, Vault vault)
{
    public async Task<DeclineOfferResponse> Handle(DeclineOfferRequest request, Call call)
    {
        var command = new CaseCommand.DeclineOffer(call.Actor(), request.OfferId, vault.SealOrEmpty(request.Wish), await teams.Find(call))
        {
            Demand = request.Demand.ToDemand("demand"),
        };
        return await desk.Change(request.CaseId, call, command, state => new DeclineOfferResponse { Case = state });
    }
}

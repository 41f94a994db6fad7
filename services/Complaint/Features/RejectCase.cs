using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>Rejects a case, with a reason that is told (R-ESC-3). A plan that is stuck is called off with it.</summary>
public sealed class RejectCase(CaseDesk desk, PlanDesk plans, Vault vault)
{
    public async Task<RejectCaseResponse> Handle(RejectCaseRequest request, Call call)
    {
        var command = new CaseCommand.Reject(call.Actor(), vault.Seal(request.Reason), vault.Pseudonym(request.Reason));
        var found = await desk.Find(call, request.CaseId);
        if (!desk.Decide(call, found.State, command).IsRefused)
            await plans.Stuck(found.State, call);
        return await desk.Change(request.CaseId, call, command, state => new RejectCaseResponse { Case = state });
    }
}

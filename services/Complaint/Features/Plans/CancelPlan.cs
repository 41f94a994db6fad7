using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>Gives up a plan that is stuck; what it granted in vain is taken back (<see cref="CallOffPlan"/>), and the case is open again.</summary>
public sealed class CancelPlan(CaseDesk desk, PlanDesk plans, Vault vault)
{
    public async Task<CancelPlanResponse> Handle(CancelPlanRequest request, Call call)
    {
        var command = new CaseCommand.CancelPlan(call.Actor(), vault.Seal(request.Reason));
        var found = await desk.Find(call, request.CaseId);
        if (!desk.Decide(call, found.State, command).IsRefused)
            await plans.Stuck(found.State, call);
        return await desk.Change(request.CaseId, call, command, state => new CancelPlanResponse { Case = state });
    }
}

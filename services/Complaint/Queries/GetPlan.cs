using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Queries;

/// <summary>The plan of a case.</summary>
public sealed class GetPlan(CaseDesk desk, PlanDesk plans, Vault vault)
{
    public async Task<GetPlanResponse> Handle(GetPlanRequest request, Call call)
    {
        var found = await desk.Find(call, request.CaseId);
        return new() { Plan = (await plans.Of(found.State, call)).ToContract(vault, call) };
    }
}

using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Queries;

/// <summary>The plan of a case.</summary>
public sealed class GetPlan(CaseDesk desk, PlanDesk plans)
{
    public async Task<GetPlanResponse> Handle(GetPlanRequest request, Call call)
    {
        var found = await desk.Find(call, request.CaseId);
        return new() { Plan = (await plans.Of(found.State, call)).ToContract() };
    }
}

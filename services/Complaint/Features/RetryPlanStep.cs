using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>Starts a refused step again, on behalf of who mended its cause.</summary>
public sealed class RetryPlanStep(CaseDesk desk, PlanDesk plans, Vault vault)
{
    public async Task<RetryPlanStepResponse> Handle(RetryPlanStepRequest request, Call call)
    {
        var found = await desk.Find(call, request.CaseId);
        var plan = await plans.Of(found.State, call);
        if (found.State.CallingOff == plan.Id)
            throw new RefusedException(Refusal.WrongState(CaseReasons.CaseStateInvalid, Words.Upper(found.State.Stage), Words.Upper(CaseStage.NeedsAttention)));
        var command = new PlanCommand.Retry(request.StepId, call.Actor(), await plans.FreeUnits(plan.State, request.StepId, call));
        return await plans.Change(plan.Id, call, command, after => new RetryPlanStepResponse { Plan = after.ToContract(vault, call) });
    }
}

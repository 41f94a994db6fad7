using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Case = Aftersales.Complaints.Domain.Case;
using CompensationRemedy = Aftersales.Complaints.Domain.CompensationRemedy;
using Plan = Aftersales.Complaints.Domain.Plan;
using RefundRemedy = Aftersales.Complaints.Domain.RefundRemedy;
using Remedy = Aftersales.Complaints.Domain.Remedy;

namespace Aftersales.Complaints.Features;

/// <summary>People skip, replace and add steps of a plan. What they add they answer for, within their own authority (R-COMP-3).</summary>
public sealed class EditPlan(CaseDesk desk, PlanDesk plans, CompensationsPort compensations, OrderBook orders, Vault vault)
{
    public async Task<SkipPlanStepResponse> Handle(SkipPlanStepRequest request, Call call)
    {
        var (_, plan) = await Find(request.CaseId, call);
        var command = new PlanEditCommand.Skip(request.StepId, call.Actor(), vault.Seal(request.Reason), vault.Pseudonym(request.Reason));
        return await plans.Change(plan.Id, call, command, after => new SkipPlanStepResponse { Plan = after.ToContract(vault, call) });
    }

    public async Task<ReplacePlanStepResponse> Handle(ReplacePlanStepRequest request, Call call)
    {
        var (about, plan) = await Find(request.CaseId, call);
        var remedy = request.Remedy.ToDomain("remedy", vault);
        var units = ImmutableArray<string>.Empty;
        if (plan.Step(request.StepId) is { Stage: StepStage.Refused } step
            && Alternatives.Of(plan, step, remedy) is { } steps
            && !await plans.WasAnswered(plan.Id, call))
        {
            await CheckAuthority(about, remedy, request.Remedy, call);
            units = await plans.UnitsFor(plan, step, steps, call);
        }

        var command = new PlanEditCommand.Replace(request.StepId, remedy, call.Actor(), vault.Seal(request.Reason), vault.Pseudonym(request.Reason), units);
        return await plans.Change(plan.Id, call, command, after => new ReplacePlanStepResponse { Plan = after.ToContract(vault, call) });
    }

    public async Task<AddPlanStepResponse> Handle(AddPlanStepRequest request, Call call)
    {
        var (about, plan) = await Find(request.CaseId, call);
        var remedy = request.Remedy.ToDomain("remedy", vault);
        if (remedy is RefundRemedy { Lines.IsEmpty: true, Freight: null })
            throw new RefusedException(CaseReasons.Invalid("remedy", "a refund names goods or freight"));
        var units = ImmutableArray<string>.Empty;
        if (!await plans.WasAnswered(plan.Id, call))
        {
            if ((await orders.Find(call, plan.Order)).Covers([remedy]) is { } refusal)
                throw new RefusedException(refusal);
            await CheckAuthority(about, remedy, request.Remedy, call);
            units = await plans.UnitsFor(plan, null, PlanBlueprint.Further(plan, remedy, about.Lines), call);
        }

        var command = new PlanEditCommand.Add(remedy, about.Lines, call.Actor(), vault.Seal(request.Reason), vault.Pseudonym(request.Reason), units);
        return await plans.Change(plan.Id, call, command, after => new AddPlanStepResponse { Plan = after.ToContract(vault, call) });
    }

    // A plan that the case leads away from is not changed any more.
    private async Task<(Case, Plan)> Find(string caseId, Call call)
    {
        var found = await desk.Find(call, caseId);
        var plan = await plans.Of(found.State, call);
        return found.State.CallingOff == plan.Id
            ? throw new RefusedException(Refusal.WrongState(CaseReasons.CaseStateInvalid, Words.Upper(found.State.Stage), Words.Upper(CaseStage.NeedsAttention)))
            : (found.State, plan.State);
    }

    private Task CheckAuthority(Case about, Remedy remedy, Contracts.Complaints.Remedy asked, Call call) => remedy is CompensationRemedy compensation
        ? compensations.CheckAuthority(about, compensation, asked.Compensation.ConditionalOnReview, [], call)
        : Task.CompletedTask;
}

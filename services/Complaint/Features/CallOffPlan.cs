using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>
/// A case goes another way: its stuck plan is called off, and what that had granted for something that never came is taken back. The offer or rejection
/// was committed with this, so a plan is never called off for one that was refused.
/// </summary>
public sealed class CallOffPlan(Cases cases, CaseDesk desk, PlanDesk plans, CompensationsPort compensations) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await cases.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State.CallingOff: { } stuck })
            return;
        var plan = await CallOff(stuck, call);
        if (plan.State.Stage == PlanStage.Cancelled)
            foreach (var granted in plan.State.GrantedInVain())
                await Revoke(plan.State, granted, call);
        await desk.Change(item.Aggregate, call, new CaseCommand.FinishCallOff(stuck));
    }

    // Somebody may have had a step started again just before: it is waited for, and a plan that gets done after all stays done.
    private async Task<Versioned<Plan>> CallOff(string stuck, Call call)
    {
        var plan = (await plans.Find(call, stuck))!;
        if (plan.State.Stage == PlanStage.Done)
            return plan;
        try
        {
            return await plans.Change(stuck, call, new PlanCommand.CallOff());
        }
        catch (RefusedException underWay) when (underWay.Refusal.Reason == CaseReasons.CaseStateInvalid)
        {
            throw new RefusedException(new(PlatformReasons.Contended, "a step of the plan is under way again"));
        }
    }

    private async Task Revoke(Plan plan, Step granted, Call call)
    {
        try
        {
            await compensations.Revoke(granted, call);
        }
        catch (RefusedException kept) when (kept.Refusal.Reason.Kind is not (RefusalKind.Unavailable or RefusalKind.Conflict))
        {
            // Revoked by a person before, or the customer has it after all: it stands as Compensation says.
            return;
        }

        await plans.Change(plan.Id, call, new PlanCommand.Revoke(granted.Id));
    }
}

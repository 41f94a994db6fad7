using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>An offer was accepted, or a direct return found: its plan is opened.</summary>
public sealed class StartPlan(Cases cases, CaseDesk desk, PlanDesk plans) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await cases.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Plan: not null, PlanStarted: false } state })
            return;
        var plan = await plans.Open(state, call);
        await desk.Change(item.Aggregate, call, new CaseCommand.StartPlan(plan.Id));
    }
}

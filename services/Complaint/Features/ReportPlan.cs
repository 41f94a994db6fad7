using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>A plan reached another stage: its case is told.</summary>
public sealed class ReportPlan(PlanDesk plans, CaseDesk desk) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await plans.Find(call, item.Aggregate) is not { State: var plan } || plan.Reported == plan.Stage)
            return;
        await desk.Change(plan.Case, call, new CaseCommand.FollowPlan(plan.Id, plan.Stage));
        await plans.Change(plan.Id, call, new PlanCommand.Report(plan.Stage));
    }
}

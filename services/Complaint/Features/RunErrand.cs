using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>Returns is told which case a return belongs to, or that it cannot be.</summary>
public sealed class RunErrand(PlanDesk plans, ReturnsPort returns) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await plans.Find(call, item.Aggregate) is not { State: { Errand: not ReturnErrand.None } plan })
            return;
        try
        {
            await (plan.Errand == ReturnErrand.AttachCase ? returns.AttachCase(plan, call) : returns.Cancel(plan, call));
        }
        catch (RefusedException over) when (over.Refusal.Reason.Kind is not (RefusalKind.Unavailable or RefusalKind.Conflict))
        {
            // The return is over already; its events tell the plan.
        }

        await plans.Change(plan.Id, call, new PlanCommand.FinishErrand(plan.Errand));
    }
}

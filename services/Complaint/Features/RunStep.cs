using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>A step is to be started: the other service is asked under the step's own request id until it answers.</summary>
public sealed class RunStep(PlanDesk plans, ReturnsPort returns, SupplyPort supply, RefundsPort refunds, CompensationsPort compensations, InvoicesPort invoices) : IWork
{
    /// <summary>
    /// So often a step asks for goods that Returns says are taken: what the plan holds nobody else keeps for long, since a return that was requested
    /// directly at the same moment is being called off (R-RET-2).
    /// </summary>
    public const int Patience = 6;

    public async Task Run(WorkItem item, Call call)
    {
        if (await plans.Find(call, item.Aggregate) is not { } plan
            || plan.State.Step($"{plan.Id}.{item.Argument}") is not { Stage: StepStage.Starting } step)
            return;
        var answer = await Answer(plan.State, step, call);
        if (answer is PlanCommand.Refuse { Reason: "UNIT_ALREADY_HELD" or "QUANTITY_EXCEEDED" } && !step.Units.IsEmpty && step.Task is not PayBack && item.Attempt < Patience)
            throw new RefusedException(CaseReasons.UnitNotFreeYet);
        await plans.Change(plan.Id, call, answer);
    }

    private async Task<PlanCommand> Answer(Plan plan, Step step, Call call)
    {
        try
        {
            return await (step.Task switch
            {
                ReturnGoods task => returns.Request(plan, step, task, call),
                SendGoods task => supply.Send(plan, step, task, call),
                RepairGoods task => supply.Repair(plan, step, task, call),
                PayBack task => refunds.Request(plan, step, task, call),
                Compensate task => compensations.Grant(plan, step, task, call),
                IssueInvoice task => invoices.Request(plan, step, task, call),
                _ => throw new InvalidOperationException($"unknown task {step.Task.GetType().Name}"),
            });
        }
        catch (RefusedException refused) when (refused.Refusal.Reason.Kind is not (RefusalKind.Unavailable or RefusalKind.Conflict))
        {
            return new PlanCommand.Refuse(step.Asked, refused.Refusal.Reason.Name);
        }
    }
}

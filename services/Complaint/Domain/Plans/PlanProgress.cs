namespace Aftersales.Complaints.Domain;

/// <summary>What a plan does of itself.</summary>
public static class PlanProgress
{
    /// <summary>The next thing that follows from where the plan is; null when it has come to rest.</summary>
    public static PlanEvent? Next(Plan plan, Instant now)
    {
        if (plan.Stage is not (PlanStage.Running or PlanStage.Blocked))
            return null;
        foreach (var step in plan.Steps.Where(step => step.Stage == StepStage.Waiting))
        {
            var before = step.DependsOn.Select(id => plan.Step(id)!.Stage).ToList();
            if (before.Contains(StepStage.Skipped))
                return new StepSkipped(step.Id);
            if (before.TrueForAll(stage => stage == StepStage.Done))
                return new StepStarted(step.Id, null, step.Units, now);
        }

        var stage = StageOf(plan);
        return stage == plan.Stage ? null : new PlanMoved(stage, now);
    }

    private static PlanStage StageOf(Plan plan)
    {
        if (plan.Steps.All(step => step.Stage == StepStage.Skipped))
            return PlanStage.Withdrawn;
        if (plan.Steps.All(step => step.IsOver))
            return PlanStage.Done;
        if (plan.Steps.All(step => step.Stage != StepStage.Refused))
            return PlanStage.Running;
        // No agent promised a return that the customer requested themselves: refused is refused.
        return plan.DirectReturn is not null && plan.Return!.Stage == StepStage.Refused ? PlanStage.Rejected : PlanStage.Blocked;
    }
}

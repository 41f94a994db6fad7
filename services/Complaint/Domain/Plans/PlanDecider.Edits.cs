using static Aftersales.Complaints.Domain.PlanEditCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>What people change in a plan. Nothing that is under way or done is touched, so a change cannot undo what another service does.</summary>
public sealed partial class PlanDecider
{
    private Decision<PlanEvent> Edited(Plan plan, PlanEditCommand command)
    {
        if (plan.Edits.Any(known => Repeats(known, command)))
            return Nothing;
        if (plan.Stage is not (PlanStage.Running or PlanStage.Blocked))
        {
            return Refusal.WrongState(
                CaseReasons.CaseStateInvalid, $"the plan is {Words.Upper(plan.Stage)}", Words.Upper(PlanStage.Running), Words.Upper(PlanStage.Blocked));
        }

        return command switch
        {
            Skip c => Of(plan, c.Step, step => NotSkippable(plan, step) is { } refusal ? refusal : Edited(plan, PlanEditKind.Skipped, step.Id, [], c)),
            Replace c => Of(plan, c.Step, step => Replaced(plan, step, c)),
            Add c => Added(plan, c),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    private static Decision<PlanEvent> Of(Plan plan, string id, Func<Step, Decision<PlanEvent>> edit) => plan.Step(id) switch
    {
        null => new Refusal(PlanReasons.StepNotFound, "the plan has no such step"),
        { Stage: StepStage.Waiting or StepStage.Refused } step => edit(step),
        { } step => Refusal.WrongState(CaseReasons.CaseStateInvalid, $"step {Words.Upper(step.Stage)}", Words.Upper(StepStage.Waiting), Words.Upper(StepStage.Refused)),
    };

    // R-INV-1: an invoice is never refused. What belongs to something before it is owed once that is done.
    private static Refusal? NotSkippable(Plan plan, Step step)
    {
        var why =
            step.Task is IssueInvoice ? "an invoice is owed whatever happens"
            : step.DependsOn is [var before, ..] ? $"it is owed for {before}"
            : MayStillPay(step) ? "its refund failed and may be paid yet: it is tried again, or the plan cancelled"
            : plan.Steps.FirstOrDefault(next => next.DependsOn.Contains(step.Id) && !next.IsOver) is { } needing ? $"{needing.Id} needs it"
            : plan.Steps.All(other => other.Id == step.Id || other.Stage == StepStage.Skipped) ? "nothing would be left: the plan is cancelled instead"
            : null;
        return why is null ? null : new Refusal(PlanReasons.StepNotSkippable, why).With("step_id", step.Id);
    }

    private static bool MayStillPay(Step step) => step is { Task: PayBack, Refusal: "REFUND_FAILED" };

    private Decision<PlanEvent> Replaced(Plan plan, Step step, Replace replace)
    {
        if (step.Stage != StepStage.Refused)
            return WrongStep(step);
        if ((MayStillPay(step) ? null : Alternatives.Of(plan, step, replace.Alternative)) is not { } steps)
            return new Refusal(PlanReasons.StepNotReplaceable, "that cannot take its place").With("step_id", step.Id);
        return Edited(plan, PlanEditKind.Replaced, step.Id, With(steps, step.Units.IsEmpty ? replace.Units : step.Units), replace);
    }

    private Decision<PlanEvent> Added(Plan plan, Add add) =>
        add.Remedy is ReturnRemedy or ExchangeRemedy
            ? CaseReasons.Invalid("remedy", "goods that come back are offered to the customer, not added")
            : Edited(plan, PlanEditKind.Added, null, With(PlanBlueprint.Further(plan, add.Remedy, add.About), add.Units), add);

    private Decision<PlanEvent> Edited(Plan plan, PlanEditKind kind, string? step, ImmutableArray<Step> added, PlanEditCommand command)
    {
        // The editor answers for what they add, within their own authority.
        ImmutableArray<Step> own = [.. added.Select(next => next with { By = command.By })];
        if (own.Any(next => next.Units.Length != next.Task.Holds.Sum(goods => goods.Quantity)))
            return new Refusal(CaseReasons.UnitAlreadyHeld, "too few pieces are free").Rule("R-RET-2");
        return Then(plan, new PlanEdited(new(kind, step, [.. own.Select(next => next.Id)], command.By.Id, command.Why, command.Digest, now), own));
    }

    private static ImmutableArray<Step> With(ImmutableArray<Step> steps, ImmutableArray<string> units) =>
        [.. steps.Select(step => step.Task.Holds.IsEmpty ? step : step with { Units = units })];

    private static bool Repeats(PlanEdit known, PlanEditCommand again) => known.By == again.By.Id && known.Digest == again.Digest && (known.Kind, again) switch
    {
        (PlanEditKind.Skipped, Skip c) => c.Step == known.Step,
        (PlanEditKind.Replaced, Replace c) => c.Step == known.Step,
        _ => false,
    };
}

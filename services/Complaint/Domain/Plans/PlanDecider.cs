using static Aftersales.Complaints.Domain.PlanCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>
/// What may happen to a plan, and what follows. Events from other services come twice, late and in any order: each moves a step at most once.
/// </summary>
public sealed class PlanDecider(Instant now)
{
    private static readonly Decision<PlanEvent> Nothing = Decision<PlanEvent>.Nothing;

    public Decision<PlanEvent> Decide(Plan? state, PlanCommand command) => (state, command) switch
    {
        (null, Open open) => Then(null, new PlanOpened(Prepared(open.Draft) with { Since = now })),
        (_, Open) => Nothing,
        (null, _) => throw new InvalidOperationException("no such plan"),
        ({ } p, Answer a) => Answered(p, a),
        ({ } p, Refuse r) => Refused(p, r),
        ({ } p, Retry r) => Retried(p, r),
        ({ } p, FollowReturn f) => Followed(p, f),
        ({ } p, FollowRefund f) => Followed(p, f),
        ({ } p, Report r) => p.Reported == r.Stage ? Nothing : new PlanReported(r.Stage),
        ({ } p, FinishErrand e) => p.Errand == e.Errand ? new ErrandDone(e.Errand) : Nothing,
        ({ } p, CallOff) => CalledOff(p),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    // A direct return of units that are in another resolution is called off where it was made (R-RET-2); one that an offer names stays where it is.
    private static Plan Prepared(Plan draft) => draft.Return switch
    {
        { Stage: StepStage.Refused } held when draft.DirectReturn is not null => draft with
        {
            Errand = ReturnErrand.CancelReturn,
            Steps = [.. draft.Steps.Select(step => step.DependsOn.Contains(held.Id) ? step with { Stage = StepStage.Skipped } : step)],
        },
        { Stage: StepStage.Refused } => draft with { Errand = ReturnErrand.None },
        _ => draft,
    };

    private Decision<PlanEvent> Answered(Plan plan, Answer answer) => plan.Step(answer.Step) switch
    {
        { Stage: StepStage.Starting } step when answer.Finished => Then(plan, new StepDone(step.Id, answer.Target, step.Units)),
        { Stage: StepStage.Starting } step => Then(plan, new StepRunning(step.Id, answer.Target)),
        _ => Nothing,
    };

    private Decision<PlanEvent> Refused(Plan plan, Refuse refuse) => plan.Step(refuse.Step) switch
    {
        { Stage: StepStage.Starting } step => Then(plan, new StepRefused(step.Id, refuse.Reason, step.Target, step.Units)),
        _ => Nothing,
    };

    private Decision<PlanEvent> Retried(Plan plan, Retry retry) => plan.Step(retry.Step) switch
    {
        null => new Refusal(CaseReasons.CaseNotFound, "the plan has no such step"),
        // A return that was rejected stays so; asking again would find the same one.
        { Stage: StepStage.Refused, Task: ReturnGoods, Target: not null } step => WrongStep(step),
        { Stage: StepStage.Refused } step when plan.Stage == PlanStage.Blocked =>
            Then(plan, new StepStarted(step.Id, retry.By, step.Units.IsEmpty ? retry.Units : step.Units, now)),
        { Stage: StepStage.Starting, By: { } by } when by.Id == retry.By.Id => Nothing,
        { } step => WrongStep(step),
    };

    private Decision<PlanEvent> Followed(Plan plan, FollowReturn follow)
    {
        if (plan.Return is not { } step || step.IsOver || step.Stage is StepStage.Waiting or StepStage.Refused)
            return Nothing;
        if (step.Target is { } target && target != follow.Return)
            return Nothing;
        return follow.Move switch
        {
            ReturnMove.Moving when step.Stage == StepStage.Starting => Then(plan, new StepRunning(step.Id, follow.Return)),
            ReturnMove.Moving => Nothing,
            ReturnMove.Rejected => Then(plan, new StepRefused(step.Id, "RETURN_REJECTED", follow.Return, []), SkippedAfter(plan, step)),
            ReturnMove.Cancelled => Then(plan, new StepSkipped(step.Id)),
            _ when follow.Pieces.IsEmpty => Then(plan, new StepDone(step.Id, follow.Return, []), SkippedAfter(plan, step)),
            _ => Then(
                plan,
                new StepDone(step.Id, follow.Return, Units.Keep(plan.Order, step.Units, follow.Pieces)),
                new RefundFixed(After(plan, step).Id, follow.Pieces, follow.Move == ReturnMove.Advanced, follow.Return)),
        };
    }

    // Paid is the last word: money that moved is never undone, whatever was heard before (a pivot).
    private Decision<PlanEvent> Followed(Plan plan, FollowRefund follow) => plan.Step(follow.Step) switch
    {
        null or { IsOver: true } or { Stage: StepStage.Waiting } => Nothing,
        { } step => follow.Move switch
        {
            RefundMove.Paid => Then(plan, new StepDone(step.Id, follow.Refund, step.Units)),
            RefundMove.Moving when step.Stage == StepStage.Starting => Then(plan, new StepRunning(step.Id, follow.Refund)),
            RefundMove.Failed when step.Stage != StepStage.Refused =>
                Then(plan, new StepRefused(step.Id, "REFUND_FAILED", follow.Refund, step.Units)),
            RefundMove.Cancelled when step.Stage != StepStage.Refused =>
                Then(plan, new StepRefused(step.Id, "REFUND_CANCELLED", follow.Refund, step.Units)),
            _ => Nothing,
        },
    };

    private Decision<PlanEvent> CalledOff(Plan plan)
    {
        if (plan.Stage == PlanStage.Cancelled)
            return Nothing;
        if (plan.Stage != PlanStage.Blocked || plan.Steps.Any(step => step.Stage is StepStage.Starting or StepStage.Running))
            return Refusal.WrongState(CaseReasons.CaseStateInvalid, "a step of the plan is under way", "BLOCKED");
        return Decision<PlanEvent>.Of([
            .. plan.Steps.Where(step => !step.IsOver).Select(step => new StepSkipped(step.Id)),
            new PlanMoved(PlanStage.Cancelled, now),
        ]);
    }

    // What happened, and everything that follows from it within the plan.
    private Decision<PlanEvent> Then(Plan? plan, params PlanEvent[] happened)
    {
        var events = new List<PlanEvent>(happened);
        var state = happened.Aggregate(plan, (Plan? p, PlanEvent e) => PlanEvolution.Evolve(p, e))!;
        while (PlanProgress.Next(state, now) is { } next)
        {
            events.Add(next);
            state = PlanEvolution.Evolve(state, next);
        }

        return Decision<PlanEvent>.Of(events);
    }

    private static StepSkipped SkippedAfter(Plan plan, Step step) => new(After(plan, step).Id);

    private static Step After(Plan plan, Step step) => plan.Steps.First(s => s.DependsOn.Contains(step.Id));

    private static Refusal WrongStep(Step step) =>
        Refusal.WrongState(CaseReasons.CaseStateInvalid, $"step {Words.Upper(step.Stage)}", Words.Upper(StepStage.Refused));
}

using static Aftersales.Complaints.Domain.PlanCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>
/// What may happen to a plan, and what follows. Events from other services come twice, late and in any order: each moves a step at most once.
/// </summary>
public sealed partial class PlanDecider(Instant now)
{
    private static readonly Decision<PlanEvent> Nothing = Decision<PlanEvent>.Nothing;

    public Decision<PlanEvent> Decide(Plan? state, PlanCommand command) => (state, command) switch
    {
        (null, Open open) => Then(null, new PlanOpened(Prepared(open.Draft) with { Since = now, OpenedAt = now })),
        (_, Open) => Nothing,
        (null, _) => throw new InvalidOperationException("no such plan"),
        ({ } p, Answer a) => Answered(p, a),
        ({ } p, Refuse r) => Refused(p, r),
        ({ } p, Retry r) => Retried(p, r),
        ({ } p, FollowReturn f) => Followed(p, f),
        ({ } p, FollowRefund f) => Followed(p, f),
        ({ } p, FollowShortfall f) => Completed(p, f),
        ({ } p, FollowSupply f) => Followed(p, f),
        ({ } p, Report r) => p.Reported == r.Stage ? Nothing : new PlanReported(r.Stage),
        ({ } p, FinishErrand e) => p.Errand == e.Errand ? new ErrandDone(e.Errand) : Nothing,
        ({ } p, PlanEditCommand e) => Edited(p, e),
        ({ } p, CallOff) => CalledOff(p),
        ({ Stage: PlanStage.Cancelled } p, Revoke r) => p.GrantedInVain().Any(step => step.Id == r.Step) ? new GrantRevoked(r.Step) : Nothing,
        (_, Revoke) => Nothing,
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

    private Decision<PlanEvent> Answered(Plan plan, Answer answer) => plan.Asking(answer.Cause) switch
    {
        { Stage: StepStage.Starting, Task: Compensate { Grant: var kind } } step when kind.IsMoney && answer.Granted is { } granted => Then(
            plan,
            new StepDone(step.Id, answer.Target, step.Units),
            new CompensationFixed(After(plan, step).Id, kind, granted) { Differences = answer.Differences }),
        { Stage: StepStage.Starting } step when answer.Finished => Then(plan, new StepDone(step.Id, answer.Target, step.Units)),
        { Stage: StepStage.Starting } step => Then(plan, new StepRunning(step.Id, answer.Target)),
        _ => Nothing,
    };

    private Decision<PlanEvent> Refused(Plan plan, Refuse refuse) => plan.Asking(refuse.Cause) switch
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
            Then(plan, new StepStarted(step.Id, retry.By, step.Units.IsEmpty ? retry.Units : step.Units, now, NextTry(step))),
        { Stage: StepStage.Starting, By: { } by } when by.Id == retry.By.Id => Nothing,
        { } step => WrongStep(step),
    };

    // Where there is a refund, replacement or repair, it failed or was cancelled, and the other service would answer with that one again.
    private static int NextTry(Step step) => step is { Task: PayBack or SendGoods or RepairGoods, Target: not null } ? step.Try + 1 : step.Try;

    private Decision<PlanEvent> Followed(Plan plan, FollowReturn follow)
    {
        if (plan.Return is not { } step || step.Target is { } target && target != follow.Return)
            return Nothing;
        if (step.Stage == StepStage.Done)
            return Late(plan, follow);
        if (step.IsOver || step.Stage is StepStage.Waiting or StepStage.Refused)
            return Nothing;
        return follow.Move switch
        {
            ReturnMove.Moving or ReturnMove.Settled when After(plan, step).Task is SendGoods => Exchanged(plan, step, follow),
            ReturnMove.Moving => Moved(plan, step, follow),
            ReturnMove.Rejected => Then(plan, new StepRefused(step.Id, "RETURN_REJECTED", follow.Return, []), SkippedAfter(plan, step)),
            ReturnMove.Cancelled => Then(plan, new StepSkipped(step.Id)),
            _ => Settled(plan, step, follow),
        };
    }

    // What was accepted is paid while the rest is still awaited.
    private Decision<PlanEvent> Moved(Plan plan, Step step, FollowReturn follow)
    {
        PlanEvent[] running = step.Stage == StepStage.Starting ? [new StepRunning(step.Id, follow.Return)] : [];
        PlanEvent[] happened = [.. running, .. Added(plan, follow, Fresh(plan, follow))];
        return happened.Length == 0 ? Nothing : Then(plan, happened);
    }

    // Goods go out when the others are back, or nobody waits for them any more.
    private Decision<PlanEvent> Exchanged(Plan plan, Step step, FollowReturn follow)
    {
        if (!follow.IsOver)
            return step.Stage == StepStage.Starting ? Then(plan, new StepRunning(step.Id, follow.Return)) : Nothing;
        var done = new StepDone(step.Id, follow.Return, Units.Keep(plan.Order, step.Units, follow.Accepted));
        return follow.Accepted.IsEmpty
            ? Then(plan, done, SkippedAfter(plan, step))
            : Then(plan, done, new RefundFixed(After(plan, step).Id, new(0, follow.Accepted, false, Money.Cny(0)), follow.Return));
    }

    // The latest release is paid by the step that was foreseen; those of before by steps of their own.
    private Decision<PlanEvent> Settled(Plan plan, Step step, FollowReturn follow)
    {
        var fresh = Fresh(plan, follow);
        var kept = follow.Releases.SelectMany(release => release.Lines).GroupBy(line => line.Line)
            .Select(line => new LineQuantity(line.Key, line.Sum(pieces => pieces.Quantity)));
        PlanEvent[] last = fresh is [.., var latest] ? [new RefundFixed(After(plan, step).Id, latest, follow.Return)] : [SkippedAfter(plan, step)];
        return Then(plan, [
            .. Added(plan, follow, fresh.SkipLast(1)),
            new StepDone(step.Id, follow.Return, Units.Keep(plan.Order, step.Units, kept)),
            .. last,
        ]);
    }

    // The case hears of it as of money that came back: what was over is not.
    private Decision<PlanEvent> Late(Plan plan, FollowReturn follow)
    {
        // Numbered here: somebody may have added steps since they were drafted.
        PlanEvent[] added =
        [
            .. follow.Late
                .Where(late => !plan.Pays(((PayBack)late.Task).Release))
                .Select((late, i) => new RefundAdded(late with { Id = plan.NextStep(i) })),
        ];
        return (added.Length, plan.Stage) switch
        {
            (0, _) => Nothing,
            (_, PlanStage.Done) => Then(plan, [new PlanMoved(PlanStage.Running, now), .. added]),
            _ => Then(plan, added),
        };
    }

    private static ImmutableArray<Release> Fresh(Plan plan, FollowReturn follow) =>
        [.. follow.Releases.Where(release => !release.Nothing && !plan.Pays(release.Number))];

    private static IEnumerable<RefundAdded> Added(Plan plan, FollowReturn follow, IEnumerable<Release> releases) =>
        releases.Select((release, i) => new RefundAdded(new Step(plan.NextStep(i), PayFor(follow.Return, release, afterReturn: true), [])));

    /// <summary>What pays a release of a return.</summary>
    /// <param name="afterReturn">The goods are those that the return holds; otherwise the step holds them itself.</param>
    public static PayBack PayFor(string returned, Release release, bool afterReturn) =>
        new(release.Lines, null, null, afterReturn, release.Advance, returned)
        {
            Release = release.Number,
            Deduction = release.Deduction,
            Lessened = release.Lessened,
        };

    // Only what the latest try asked for counts, and only news that are newer than what was heard.
    private Decision<PlanEvent> Followed(Plan plan, FollowRefund follow)
    {
        if (plan.SetBackOf(follow) == SetBack.Reversal)
            return Reversed(plan, plan.Asking(follow.Cause)!, follow);
        if (plan.Asking(follow.Cause) is not { } step || follow.Version < step.Heard)
            return Nothing;
        PlanEvent[] heard = follow.Version > step.Heard ? [new RefundHeard(step.Id, follow.Version)] : [];
        return (step.Stage, follow.Move) switch
        {
            (StepStage.Waiting or StepStage.Skipped, _) => Nothing,
            (StepStage.Done, _) => Then(plan, heard),
            // Money that moved is never undone by what was heard before.
            (_, RefundMove.Paid) => Then(plan, [.. heard, new StepDone(step.Id, follow.Refund, step.Units)]),
            (StepStage.Starting, RefundMove.Moving or RefundMove.SentBack) => Then(plan, [.. heard, new StepRunning(step.Id, follow.Refund)]),
            (StepStage.Starting or StepStage.Running, RefundMove.Failed) => Then(plan, [.. heard, Ended(plan, step, follow, "REFUND_FAILED")]),
            (StepStage.Starting or StepStage.Running, RefundMove.Cancelled) => Then(plan, [.. heard, Ended(plan, step, follow, "REFUND_CANCELLED")]),
            _ => Then(plan, heard),
        };
    }

    // R-REF-5. The pieces are those of the return, which holds them.
    private Decision<PlanEvent> Completed(Plan plan, FollowShortfall follow)
    {
        if (plan.Asking(follow.Cause) is not { Task: PayBack { Return: { } returned } paid } step)
            return Nothing;
        var asked = plan.Steps.Select(s => s.Task).OfType<PayBack>().Where(pay => pay.Completes == step.Id).SelectMany(pay => pay.Lines).ToLookup(line => line.Line);
        ImmutableArray<LineQuantity> rest =
        [
            .. follow.Lines.Select(line => line with { Quantity = line.Quantity - asked[line.Line].Sum(pieces => pieces.Quantity) }).Where(line => line.Quantity > 0),
        ];
        if (rest.IsEmpty)
            return Nothing;
        var added = new RefundAdded(new Step(
            plan.NextStep(0), new PayBack(rest, null, null, AfterReturn: true, Return: returned) { Release = paid.Release, Completes = step.Id }, []));
        return plan.Stage == PlanStage.Done ? Then(plan, new PlanMoved(PlanStage.Running, now), added) : Then(plan, added);
    }

    private Decision<PlanEvent> Followed(Plan plan, FollowSupply follow)
    {
        if (plan.Asking(follow.Cause) is not { Stage: StepStage.Starting or StepStage.Running } step)
            return Nothing;
        return follow.Move switch
        {
            SupplyMove.Done => Then(
                plan, [new StepDone(step.Id, follow.Target, []), .. step.DependsOn.Where(id => !plan.Step(id)!.Units.IsEmpty).Select(id => new UnitsFreed(id))]),
            SupplyMove.Ended when plan.Stage == PlanStage.Cancelled => new StepSkipped(step.Id),
            SupplyMove.Ended => Then(plan, new StepRefused(step.Id, follow.Why, follow.Target, step.Units)),
            _ when step.Stage == StepStage.Starting => Then(plan, new StepRunning(step.Id, follow.Target)),
            _ => Nothing,
        };
    }

    // R-REF-9. The case hears of it at once, not by the plan's stage: "runs again" would end a person's attention.
    private Decision<PlanEvent> Reversed(Plan plan, Step step, FollowRefund follow)
    {
        var events = new List<PlanEvent> { new RefundReversed(step.Id) };
        if (plan.Stage == PlanStage.Done)
            events.Add(new PlanMoved(PlanStage.Running, now));
        if (plan.Stage is PlanStage.Done or PlanStage.Running)
            events.Add(new PlanReported(PlanStage.Running));
        var again = events.Aggregate(plan, PlanEvolution.Evolve);
        return Decision<PlanEvent>.Of([.. events, .. Followed(again, follow).Events]);
    }

    // Nobody mends a step of a plan that was called off: its units go free for what followed it.
    private static PlanEvent Ended(Plan plan, Step step, FollowRefund follow, string why) =>
        plan.Stage == PlanStage.Cancelled ? new StepSkipped(step.Id) : new StepRefused(step.Id, why, follow.Refund, step.Units);

    private Decision<PlanEvent> CalledOff(Plan plan)
    {
        if (plan.Stage == PlanStage.Cancelled)
            return Nothing;
        if (plan.Stage != PlanStage.Blocked || plan.Steps.Any(step => step.Stage is StepStage.Starting or StepStage.Running))
            return Refusal.WrongState(CaseReasons.CaseStateInvalid, "a step of the plan is under way", "BLOCKED");
        return Decision<PlanEvent>.Of([
            // What came back for an exchange that comes to nothing is free for a refund.
            .. plan.Steps.Where(step => step is { IsOver: false, Task: SendGoods }).SelectMany(step => step.DependsOn).Select(id => new UnitsFreed(id)),
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

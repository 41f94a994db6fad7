namespace Aftersales.Complaints.Domain;

/// <summary>What a plan is after an event.</summary>
public static class PlanEvolution
{
    public static Plan Evolve(Plan? state, PlanEvent happened) => (state, happened) switch
    {
        (null, PlanOpened e) => e.Plan,
        (null, _) => throw new InvalidOperationException("a plan begins with being opened"),
        ({ } p, StepStarted e) => Change(p, e.Step, s => s with
        {
            Stage = StepStage.Starting,
            By = e.By ?? s.By,
            Units = e.Units,
            Since = e.At,
            Refusal = null,
            Try = e.Try,
            Target = e.Try == s.Try ? s.Target : null,
            Heard = e.Try == s.Try ? s.Heard : 0,
        }),
        ({ } p, StepRunning e) => Change(p, e.Step, s => s with { Stage = StepStage.Running, Target = e.Target }),
        ({ } p, StepDone e) => Change(p, e.Step, s => s with { Stage = StepStage.Done, Target = e.Target, Units = e.Units, Refusal = null }),
        ({ } p, StepRefused e) => Change(p, e.Step, s => s with { Stage = StepStage.Refused, Refusal = e.Reason, Target = e.Target, Units = e.Units }),
        ({ } p, StepSkipped e) => Change(p, e.Step, s => s with { Stage = StepStage.Skipped, Units = [] }),
        ({ } p, RefundFixed e) => Change(p, e.Step, s => s with
        {
            Task = s.Task switch
            {
                PayBack pay => pay with
                {
                    Lines = e.Release.Lines,
                    Advance = e.Release.Advance,
                    Return = e.Return,
                    Release = e.Release.Number,
                    Deduction = e.Release.Deduction,
                    Lessened = e.Release.Lessened,
                },
                SendGoods send => send with { Lines = Accepted(send.Lines, e.Release.Lines), Return = e.Return },
                _ => throw new InvalidOperationException("only a refund or an exchange follows a return"),
            },
        }),
        ({ } p, CompensationFixed e) => Change(p, e.Step, s => s with { Task = Fixed((PayBack)s.Task, e) }),
        ({ } p, GrantRevoked e) => Change(p, e.Step, s => s with { Stage = StepStage.Skipped }),
        ({ } p, UnitsFreed e) => Change(p, e.Step, s => s with { Units = [] }),
        ({ } p, PlanEdited e) => Without(p, e.Edit.Step) with { Edits = p.Edits.Add(e.Edit), Steps = [.. Without(p, e.Edit.Step).Steps, .. e.Added] },
        ({ } p, RefundAdded e) => p with { Steps = p.Steps.Add(e.Step) },
        ({ } p, RefundHeard e) => Change(p, e.Step, s => s with { Heard = e.Version }),
        ({ } p, RefundReversed e) => Change(p, e.Step, s => s with { Stage = StepStage.Running }),
        ({ } p, PlanMoved e) => p with { Stage = e.Stage, Since = e.At },
        ({ } p, PlanReported e) => p with { Reported = e.Stage },
        ({ } p, ErrandDone) => p with { Errand = ReturnErrand.None },
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };

    /// <summary>Throws where a plan contradicts itself: a defect, never a caller's mistake.</summary>
    public static void Check(Plan state)
    {
        Hold(!state.Steps.IsEmpty, "a plan has steps");
        Hold(state.Steps.SelectMany(s => s.Units).Distinct().Count() == state.Steps.Sum(s => s.Units.Length), "no two steps hold one unit (R-RET-2)");
        Hold(state.Steps.All(s => s.Stage is not (StepStage.Starting or StepStage.Running) || s.Units.Length == s.Task.Holds.Sum(l => l.Quantity)),
            "a step under way holds its units (R-RET-2)");
        Hold(state.Steps.All(s => s.Stage is StepStage.Waiting or StepStage.Skipped || s.DependsOn.All(id => state.Step(id)!.Stage == StepStage.Done)),
            "no step starts before those it depends on are done");
        Hold(state.Stage != PlanStage.Done || state.Steps.All(s => s.IsOver), "a plan is done when its steps are over");
        Hold(state.Steps.Count(s => s.Task is ReturnGoods) <= 1, "a plan has one return");
    }

    private static PayBack Fixed(PayBack pay, CompensationFixed granted) => granted.Grant switch
    {
        GrantKind.PriceDifference => pay with { PriceDifferences = granted.Differences },
        GrantKind.Freight => pay with { Freight = granted.Amount },
        _ => pay with { Compensation = granted.Amount },
    };

    // In the sizes and colours that were wanted.
    private static ImmutableArray<WantedLine> Accepted(ImmutableArray<WantedLine> wanted, ImmutableArray<LineQuantity> accepted) =>
        [.. accepted.Select(piece => new WantedLine(piece.Line, piece.Quantity, wanted.FirstOrDefault(line => line.Line == piece.Line)?.Sku))];

    private static Plan Without(Plan plan, string? step) => step is null ? plan : Change(plan, step, s => s with { Stage = StepStage.Skipped, Units = [] });

    private static Plan Change(Plan plan, string step, Func<Step, Step> change) =>
        plan with { Steps = [.. plan.Steps.Select(s => s.Id == step ? change(s) : s)] };

    private static void Hold(bool invariant, string what)
    {
        if (!invariant)
            throw new InvalidOperationException($"broken: {what}");
    }
}

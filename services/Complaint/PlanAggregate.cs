using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>What the platform has to know of a plan.</summary>
public sealed class PlanAggregate : AggregateType<Plan, PlanEvent>
{
    /// <summary>Plans that a person has to look at, stuck for longest first.</summary>
    public const string StuckList = "plans/stuck";

    public override string Kind => "plan";

    public override Plan Evolve(Plan? state, PlanEvent happened) => PlanEvolution.Evolve(state, happened);

    public override void Check(Plan state) => PlanEvolution.Check(state);

    public override string? Subject(string id, Plan state) => state.Customer;

    public override bool IsOpen(Plan state) => Work(state.Id, state).Any() || state.Stage is PlanStage.Running or PlanStage.Blocked;

    public override IEnumerable<Claim> Claims(string id, Plan state)
    {
        foreach (var unit in state.Steps.SelectMany(step => step.Units))
            yield return new(unit, id);
        // Events of a return find their plan by this one.
        if (state.Return is { Target: { } followed, Stage: StepStage.Running or StepStage.Done })
            yield return new(Units.OfReturn(followed), id);
    }

    public override IEnumerable<ListEntry> Lists(string id, Plan state) => state.Stage == PlanStage.Blocked
        ? [new(StuckList, TimeKey.Of(state.Since), id, id)]
        : [];

    public override IEnumerable<Due> Work(string id, Plan state)
    {
        foreach (var step in state.Steps.Where(step => step.Stage == StepStage.Starting))
            yield return new($"step:{step.Id[(id.Length + 1)..]}", step.Since);
        if (state.Errand != ReturnErrand.None)
            yield return new("errand", state.Since);
        if (state.Reported != state.Stage)
            yield return new("report", state.Since);
    }

    public override Refusal ClaimHeld(string claim, string holder) => Units.Held(claim, holder);
}

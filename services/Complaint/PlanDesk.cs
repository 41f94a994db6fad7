using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>Where features find plans, open them with their units, and have them decided on.</summary>
public sealed class PlanDesk(Plans plans, OrderBook orders, IStore store)
{
    private const int Attempts = 5;

    public Task<Versioned<Plan>?> Find(Call call, string id) => plans.Find(call.Merchant, id, call.Cancel);

    public Task<Versioned<Plan>> Change(string id, Call call, PlanCommand command) =>
        plans.Change(id, call, state => new PlanDecider(call.Now).Decide(state, command));

    public Task<TReply> Change<TReply>(string id, Call call, PlanCommand command, Func<Versioned<Plan>, TReply> reply)
        where TReply : class, Google.Protobuf.IMessage<TReply>, new() =>
        plans.Change(id, call, state => new PlanDecider(call.Now).Decide(state, command), reply);

    /// <summary>A plan hears of its return. What was released only after that was over takes units of its own, as far as they are free (R-RET-2).</summary>
    public async Task Follow(string id, Call call, PlanCommand.FollowReturn told)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Change(id, call, told with { Late = await LateSteps(id, call, told) });
                return;
            }
            catch (RefusedException raced) when (raced.Refusal.Reason == CaseReasons.UnitAlreadyHeld && attempt < Attempts)
            {
                // Another plan took one of them meanwhile.
            }
        }
    }

    private async Task<ImmutableArray<Step>> LateSteps(string id, Call call, PlanCommand.FollowReturn told)
    {
        // Goods that were exchanged are not refunded as well.
        if (await Find(call, id) is not { State: { Return: { Stage: StepStage.Done } back } plan } || !plan.Steps.Any(s => s.Task is PayBack && s.DependsOn.Contains(back.Id)))
            return [];
        var steps = told.Releases.Where(release => !release.Nothing && !plan.Pays(release.Number))
            .Select((release, i) => new Step(plan.NextStep(i), PlanDecider.PayFor(told.Return, release, afterReturn: false), []))
            .ToList();
        if (steps.Count == 0)
            return [];
        var facts = await orders.Find(call, plan.Order);
        return Units.Choose(plan.Order, steps, facts, await Holders(plan, steps, facts, call));
    }

    /// <summary>The id of the plan that follows a return; null when none does.</summary>
    public async Task<string?> Following(string requested, Call call)
    {
        var claim = Units.OfReturn(requested);
        return (await store.Holders(call.Merchant, [claim], call.Cancel)).GetValueOrDefault(claim);
    }

    /// <summary>The plan of a case.</summary>
    /// <exception cref="RefusedException">CASE_STATE_INVALID: there is none yet.</exception>
    public async Task<Versioned<Plan>> Of(Case state, Call call) =>
        state.Plan is { } id && await Find(call, id) is { } plan
            ? plan
            : throw new RefusedException(Refusal.WrongState(
                CaseReasons.CaseStateInvalid, Words.Upper(state.Stage), Words.Upper(CaseStage.Resolving), Words.Upper(CaseStage.NeedsAttention)));

    /// <summary>Opens the plan of a case, once, with the units that are free; steps that find too few begin refused (R-RET-2).</summary>
    public async Task<Versioned<Plan>> Open(Case state, Call call)
    {
        var draft = state switch
        {
            { DirectReturn: { } requested } => PlanBlueprint.OfDirectReturn(state, state.Plan!, requested),
            { AcceptedOffer: { } offer } => PlanBlueprint.Of(state, offer, state.Plan!),
            _ => PlanBlueprint.OfOwedCash(state, state.Plan!, state.Owed!),
        };
        if (await Find(call, draft.Id) is { } known)
            return known;
        var facts = await orders.Find(call, draft.Order);
        for (var attempt = 1; ; attempt++)
        {
            var chosen = Units.Choose(draft.Order, draft.Steps, facts, await Holders(draft, draft.Steps, facts, call));
            try
            {
                return await Change(draft.Id, call, new PlanCommand.Open(draft with { Steps = chosen }));
            }
            catch (RefusedException raced) when (raced.Refusal.Reason == CaseReasons.UnitAlreadyHeld && attempt < Attempts)
            {
                // Another plan took one of them meanwhile: choose among those that are left.
            }
        }
    }

    /// <summary>Units for a step that holds none; empty where it needs none.</summary>
    /// <exception cref="RefusedException">UNIT_ALREADY_HELD: too few are free.</exception>
    public async Task<ImmutableArray<string>> FreeUnits(Plan plan, string step, Call call) =>
        plan.Step(step) is { Stage: StepStage.Refused } lacking ? await UnitsFor(plan, lacking, [lacking with { Stage = StepStage.Waiting }], call) : [];

    /// <summary>A repeated request gets its reply, whatever became of the plan since.</summary>
    public async Task<bool> WasAnswered(string id, Call call) =>
        (await store.Load(call.Merchant, "plan", id, new(call.Person, call.Method, call.RequestId!), call.Cancel)).Answered is not null;

    /// <summary>Units for what takes the place of a step, or comes on top; empty where it needs none, or the step holds some.</summary>
    /// <exception cref="RefusedException">UNIT_ALREADY_HELD: too few are free.</exception>
    public async Task<ImmutableArray<string>> UnitsFor(Plan plan, Step? instead, IEnumerable<Step> steps, Call call)
    {
        if (instead is { Units.IsEmpty: false } || steps.FirstOrDefault(step => !step.Task.Holds.IsEmpty) is not { } holding)
            return [];
        var facts = await orders.Find(call, plan.Order);
        var holders = await Holders(plan, [holding], facts, call);
        var chosen = Units.Choose(plan.Order, [holding], facts, holders)[0];
        return chosen.Stage != StepStage.Refused ? chosen.Units : throw new RefusedException(TooFew(holders));
    }

    /// <summary>The plan that the case is stuck with, which can be called off; null where it is not.</summary>
    /// <exception cref="RefusedException">CASE_STATE_INVALID: a step is under way.</exception>
    public async Task<Plan?> Stuck(Case state, Call call)
    {
        if (state is not { Stage: CaseStage.NeedsAttention, Plan: { } stuck })
            return null;
        var plan = (await Find(call, stuck))!.State;
        return new PlanDecider(call.Now).Decide(plan, new PlanCommand.CallOff()).Refusal is { } refusal ? throw new RefusedException(refusal) : plan;
    }

    private static Refusal TooFew(IReadOnlyDictionary<string, string> holders) =>
        holders.Select(held => Units.Held(held.Key, held.Value)).FirstOrDefault() ?? new(CaseReasons.UnitAlreadyHeld, "too few pieces are free");

    private Task<IReadOnlyDictionary<string, string>> Holders(Plan plan, IEnumerable<Step> steps, OrderFacts facts, Call call) =>
        store.Holders(call.Merchant, Units.All(plan.Order, steps, facts), call.Cancel);
}

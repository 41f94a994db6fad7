using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>Promises to the customer (R-CLK-2), and alerts of the platform's breaches (R-CLK-3).</summary>
public sealed partial class CaseDecider
{
    private Decision<CaseEvent> Promised(Case state, PromiseToCustomer promise)
    {
        if (state.Stage == CaseStage.Closed)
            return WrongState(state, Live);
        if (MayWork(state, promise.By) is { } stranger)
            return stranger;
        var terms = policy.Clocks.Promises;
        if (state.Promises.Count(p => p.Stage == PromiseStage.Open) >= terms.OpenAtMost)
            return new Refusal(ClockReasons.TooManyPromises, "too much is promised at once").Rule("R-CLK-2").With("allowed", $"{terms.OpenAtMost}");
        if (promise.Due is { } asked && (asked <= now || asked > now + terms.AtMost))
            return CaseReasons.Invalid("due_time", $"lies in the future, at most {terms.AtMost.Days} days away");

        var due = promise.Due ?? terms.For(promise.Kind).Due(state.Type, state.Tier, now, hours);
        var made = new PromiseMade(new Promise(promise.Id, promise.Kind, promise.Note, promise.By.Id, now, due) { Runs = RunningTime.Until(now, due) });
        return state.Owner is not null ? made : Decision<CaseEvent>.Of(new CaseTaken(promise.By.Id), made);
    }

    private Decision<CaseEvent> Kept(Case state, KeepPromise keep)
    {
        if (state.Promises.FirstOrDefault(p => p.Id == keep.Promise) is not { } promise)
            return new Refusal(ClockReasons.PromiseNotFound, "the case has no such promise");
        if (promise.Stage is PromiseStage.Kept or PromiseStage.KeptLate)
            return Nothing;
        if (state.Stage == CaseStage.Closed)
            return WrongState(state, Live);
        return MayWork(state, keep.By) is { } stranger ? stranger : new PromiseKept(promise.Id, keep.By.Id, now);
    }

    private Decision<CaseEvent> Acknowledged(Case state, AcknowledgeAlert seen) =>
        state.BreachList.FirstOrDefault(breach => breach.Number == seen.Breach && breach.Alerts) switch
        {
            null => new Refusal(ClockReasons.AlertNotFound, "no such breach calls for the supervisor").Rule("R-CLK-3"),
            { SeenBy: null } => new AlertAcknowledged(seen.Breach, seen.By.Id, now),
            { SeenBy: var by } when by == seen.By.Id => Nothing,
            _ => new Refusal(CaseReasons.AlreadyDecided, "another supervisor has seen to it").With("current", "ACKNOWLEDGED"),
        };
}

using static Aftersales.Complaints.Domain.DeskCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>Who works a case, and as what (R-CASE-1, R-CASE-2, R-CASE-5).</summary>
public sealed partial class CaseDecider
{
    private Decision<CaseEvent> Worked(Case state, DeskCommand command) => command switch
    {
        HandOver c => HandedOver(state, c),
        TakeOver c => TakenOver(state, c),
        Reclassify c => NotToCorrect(state, c.By) ?? Reclassified(state, c),
        AttachTo c => NotToCorrect(state, c.By) ?? new CaseAttached(c.Case, c.As, c.Why, new(c.By.Id, ""), now),
        Join c => Joined(state, c),
        ConfirmAttached c => state.Attachment is { IsDone: false } going && going.To == c.Case ? new AttachmentConfirmed(c.Case) : Nothing,
        Redirect c => state.Attachment is { IsDone: false } going
            ? new CaseAttached(c.Case, going.As, going.Why, state.Ending!, state.Closed!.Value)
            : Nothing,
        Detach c => state.Attachment is { IsDone: false } going ? Rated(state, going.As, going.By, going.Why, c.Facts, c.Earlier, c.Team) : Nothing,
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    private static Decision<CaseEvent> HandedOver(Case state, HandOver given)
    {
        if (state.Stage == CaseStage.Closed)
            return Over(state);
        if (!given.By.IsSupervisor && state.Owner != given.By.Id)
            return new Refusal(CaseReasons.NotCaseOwner, "its owner hands a case over, or a supervisor").With("tier", state.Tier.ToString());
        if (given.To == state.Owner)
            return Nothing;
        return given.To is { } to && given.Team.Bars(to, state.Type, state.Tier) is { } bar
            ? new Refusal(DeskReasons.HandOverImpossible, "that person cannot have the case").Rule("R-CASE-5").With("current", bar)
            : new CaseHandedOver(state.Owner, given.To, given.Note);
    }

    private static Decision<CaseEvent> TakenOver(Case state, TakeOver taken)
    {
        if (state.Stage == CaseStage.Closed)
            return Over(state);
        if (state.Owner == taken.By.Id)
            return Nothing;
        var mayTake = taken.By.Tier >= state.Tier && (taken.By.IsSupervisor || taken.By.Tier > state.Tier);
        return mayTake
            ? new CaseTakenOver(state.Owner, taken.By.Id, taken.Why)
            : new Refusal(CaseReasons.NotCaseOwner, "a supervisor takes a case over, or somebody of a higher tier").With("tier", state.Tier.ToString());
    }

    // Once something was offered or is being done, it was checked as what the case is taken for.
    private static Decision<CaseEvent>? NotToCorrect(Case state, Person by)
    {
        if (state.Stage is not (CaseStage.AwaitingEvidence or CaseStage.Open))
            return WrongState(state, CaseStage.AwaitingEvidence, CaseStage.Open);
        if (state.Escalation.Undecided is { } pending)
            return WrongSubmission(pending, SubmissionStage.Accepted, SubmissionStage.Rejected);
        return !by.IsSupervisor && MayWork(state, by) is { } stranger ? (Decision<CaseEvent>)stranger : null;
    }

    private Decision<CaseEvent> Reclassified(Case state, Reclassify corrected)
    {
        if (state.Type == corrected.Type)
            return Nothing;
        if (state.Order is null && corrected.Type != CaseType.Inquiry)
            return CaseReasons.Invalid("type", "a case without an order is an inquiry");
        return Rated(state, corrected.Type, corrected.By.Id, corrected.Why, corrected.Facts, corrected.Earlier, corrected.Team);
    }

    private CaseReclassified Rated(Case state, CaseType type, string by, SealedText why, OrderFacts? facts, long earlier, Team team)
    {
        // What was only suspected of the type before is not suspected any more; what was told stays.
        ImmutableArray<Exposed> told = [.. state.Exposures.Where(risk => risk.Source != Exposed.Intake)];
        var exposures = Suspected(type, earlier) is { } suspected && !told.Any(risk => suspected.IsSettledBy(risk.Violation)) ? told.Add(suspected) : told;
        var severity = Seriousness.Of(type, state.Lines, state.Repeats, exposures.Sum(risk => risk.Points), facts, policy.Severity);
        var starts = Seriousness.StartsOn(severity);
        var (tier, owner) = starts > state.Tier ? (starts, team.For(type, starts)) : (state.Tier, state.Owner ?? team.For(type, state.Tier));
        var lacking = LacksEvidence(type, state.Evidence);
        return new(
            state.Type, type, state.Order is null ? null : Words.Of(type), severity, exposures, tier, owner,
            lacking ? CaseStage.AwaitingEvidence : CaseStage.Open, lacking ? EvidenceClock() : DecisionClock(type, tier), by, why);
    }

    private Decision<CaseEvent> Joined(Case state, Join join)
    {
        if (state.Attached.Contains(join.Other.Id))
            return Nothing;
        if (state.Stage == CaseStage.Closed)
            return Over(state);
        var joined = new CaseJoined(join.Other.Id, join.Other.Repeats);
        // Photos for which there is no room stay with the other case, which this one points to.
        var photos = New(state, join.Other.Evidence).Take(Math.Max(0, policy.Evidence.MaxPerCase - state.Evidence.Length));
        var repeated = Repeated(CaseEvolution.Evolve(state, joined), new CaseCommand.Repeat(join.Other.Description, [.. photos], join.Facts, join.Team) { Words = join.Other.Words });
        return Decision<CaseEvent>.Of([joined, .. repeated.Events]);
    }
}

using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>The clocks beside the stage's: what every decision means for them, and what follows when they run out (R-CLK-3).</summary>
public sealed partial class CaseDecider
{
    private static readonly ImmutableArray<CaseStage> Live = [.. Enum.GetValues<CaseStage>().Where(stage => stage is not (CaseStage.Closed or CaseStage.Unspecified))];

    /// <summary>Adds to a decision what it means for answers, promises and breaches that are still unsettled.</summary>
    private Decision<CaseEvent> WithOtherClocks(Case? state, CaseCommand command, Decision<CaseEvent> decided)
    {
        if (decided.Events.IsEmpty)
            return decided;
        var story = new Story(state, decided.Events);
        if (Answered(state, command) is { } answered)
            story.Goes(answered);
        if (Paused(state, story.State) is { } paused)
            story.Goes(paused);
        if (Settled(story.State) is { } settled)
            story.Goes(settled);
        return story.Events.Count == decided.Events.Length ? decided : Decision<CaseEvent>.Of(story.Events);
    }

    // R-CLK-3. What is promised while the customer is awaited runs: it was promised in sight of that.
    private ClockEvent? Paused(Case? before, Case after) => (before?.Clock?.WaitsFor.IsForCustomer() ?? false, after.Clock?.WaitsFor.IsForCustomer() ?? false) switch
    {
        (false, true) when after.Promises.Any(promise => promise.IsRunning) => new PromisesPaused(now),
        (true, false) when after.Promises.Any(promise => promise is { Stage: PromiseStage.Open, Paused: not null }) => new PromisesResumed(now),
        _ => null,
    };

    private BreachesSettled? Settled(Case after)
    {
        ImmutableArray<int> settled = [.. after.BreachList.Where(breach => breach.Settled is null && !StillWaits(after, breach)).Select(breach => breach.Number)];
        return settled.IsEmpty ? null : new(settled, now);
    }

    private static bool StillWaits(Case state, Breach breach) => breach.WaitedFor switch
    {
        Wait.FirstResponse or Wait.NextResponse => state.Talk.Awaited is { Breached: true } awaited && awaited.Due == breach.Due,
        Wait.Promise => state.Stage != CaseStage.Closed && state.Promises.Any(p => p.Id == breach.Promise && p.Stage == PromiseStage.Broken),
        var waits => state.Clock?.WaitsFor == waits,
    };

    private Decision<CaseEvent> Ticked(Case state, Tick tick)
    {
        var story = new Story(state, []);
        if (Stopped(state, tick.Stops) is { } stopped)
            story.Goes(stopped);
        // The stage's clock first: a promise that breaks at the same moment would start it anew, and its breach would be told of nowhere.
        foreach (var happened in StageTicked(story.State, tick).Events)
            story.Goes(happened);
        BreachResponse(story, tick.Team);
        BreachPromises(story, tick.Team);
        return Decision<CaseEvent>.Of([.. story.Events]);
    }

    private void BreachResponse(Story story, Team team)
    {
        if (story.State.Talk.Awaited is not { Breached: false } awaited || awaited.Due > now)
            return;
        var escalates = (awaited.First ? policy.Clocks.FirstResponse : policy.Clocks.NextResponse).Escalates;
        story.Goes(new ResponseBreached(story.State.Owner, story.State.Tier, escalates && story.State.Tier == Tier.Platform, now));
        if (escalates)
            Raise(story, team);
    }

    private void BreachPromises(Story story, Team team)
    {
        foreach (var promise in story.State.Promises.Where(p => p.IsRunning && p.Due <= now).OrderBy(p => p.Due))
        {
            story.Goes(new PromiseBroken(promise.Id, story.State.Owner, story.State.Tier, story.State.Tier == Tier.Platform, now));
            Raise(story, team);
        }
    }

    private void Raise(Story story, Team team)
    {
        if (story.State.Tier < Tier.Platform)
            story.Goes(Raised(story.State, team, null));
    }

    /// <summary>R-TRK-1: null where the case was told already.</summary>
    private static ClocksStopped? Stopped(Case state, ImmutableArray<Standstill> stops)
    {
        if (state.Stage == CaseStage.Closed)
            return null;
        ImmutableArray<Standstill> news =
        [
            .. stops.Where(stop => stop.Time.Until > state.Opened || state.Stops.Any(known => known.Disaster == stop.Disaster))
                .Where(stop => !state.Stops.Any(known => known.Disaster == stop.Disaster && known.Version >= stop.Version)),
        ];
        return news.IsEmpty ? null : new(news);
    }

    /// <summary>Events one after another, and the case as it is after them.</summary>
    private sealed class Story(Case? before, ImmutableArray<CaseEvent> events)
    {
        public List<CaseEvent> Events { get; } = [.. events];

        public Case State { get; private set; } = events.Aggregate(before, CaseEvolution.Evolve)!;

        public void Goes(CaseEvent happened)
        {
            Events.Add(happened);
            State = CaseEvolution.Evolve(State, happened);
        }
    }
}

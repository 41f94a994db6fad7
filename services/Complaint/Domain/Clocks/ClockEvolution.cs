namespace Aftersales.Complaints.Domain;

/// <summary>What a case is after an event of its clocks.</summary>
public static class ClockEvolution
{
    public static Case Evolve(Case state, ClockEvent happened) => happened switch
    {
        MessagePosted e => state with
        {
            Talk = state.Talk with
            {
                Messages = state.Talk.Messages + (e.FromCustomer ? 1 : 0),
                Awaited = e.Awaited ?? state.Talk.Awaited,
            },
        },
        ResponseGiven e => state with { Talk = Answered(state.Talk, e) },
        ResponseBreached e => Listed(state, new(0, state.Talk.Awaited!.Wait, e.HeldBy, e.Tier, state.Talk.Awaited.Due, e.At) { Alerts = e.Alerts }) with
        {
            Talk = state.Talk with { Awaited = state.Talk.Awaited with { Breached = true } },
        },
        PromiseMade e => state with { Promises = state.Promises.Add(e.Promise) },
        PromiseKept e => Changed(state, e.Promise, promise => promise with
        {
            Stage = promise.Stage == PromiseStage.Broken ? PromiseStage.KeptLate : PromiseStage.Kept,
            Paused = null,
            Ended = e.At,
        }),
        PromiseBroken e => Changed(
            Listed(state, new(0, Wait.Promise, e.HeldBy, e.Tier, state.Promises.Single(p => p.Id == e.Promise).Due, e.At) { Promise = e.Promise, Alerts = e.Alerts }),
            e.Promise,
            promise => promise with { Stage = PromiseStage.Broken }),
        PromisesPaused e => state with { Promises = [.. state.Promises.Select(promise => promise.PausedAt(e.At, state.Stops))] },
        PromisesResumed e => state with { Promises = [.. state.Promises.Select(promise => promise.ResumedAt(e.At))] },
        BreachesSettled e => state with
        {
            BreachList = [.. state.BreachList.Select(breach => e.Numbers.Contains(breach.Number) ? breach with { Settled = e.At } : breach)],
        },
        AlertAcknowledged e => state with
        {
            BreachList = [.. state.BreachList.Select(breach => breach.Number == e.Breach ? breach with { SeenBy = e.By } : breach)],
        },
        ClocksStopped e => state with { Stops = state.Stops.Newest(e.Told) },
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };

    /// <summary>The stage's clock ran out.</summary>
    public static Case Breached(Case state, ClockBreached e) =>
        Listed(state, new(0, e.WaitsFor, e.HeldBy, e.Tier, state.Clock!.Due, e.At ?? state.Clock.Due) { Alerts = e.Tier == Tier.Platform });

    /// <summary>Every clock that disasters stop, due as they say: it follows from since when it runs, for how long, and the stops.</summary>
    public static Case Timed(Case state) => state.Stops.IsEmpty ? state : state with
    {
        Clock = state.Clock?.Timed(state.Stops),
        Promises = [.. state.Promises.Select(promise => promise.Timed(state.Stops))],
    };

    /// <summary>Over: nobody waits for an answer or a promise any more.</summary>
    public static Case Ended(Case state, Instant at) => state with
    {
        Talk = state.Talk with { Awaited = null },
        Promises =
        [
            .. state.Promises.Select(promise => promise.Stage == PromiseStage.Open
                ? promise with { Stage = PromiseStage.Lapsed, Paused = null, Ended = at }
                : promise),
        ],
    };

    private static Case Listed(Case state, Breach breach) => state with
    {
        Breaches = state.Breaches + 1,
        BreachList = state.BreachList.Add(breach with { Number = state.BreachList.Length + 1 }),
    };

    private static Case Changed(Case state, string id, Func<Promise, Promise> change) =>
        state with { Promises = [.. state.Promises.Select(promise => promise.Id == id ? change(promise) : promise)] };

    private static Conversation Answered(Conversation talk, ResponseGiven e)
    {
        if (e.Time is not { } time)
            return talk with { Awaited = null };
        var band = ResponseBands.Of(time.Time);
        var known = talk.Responses.FirstOrDefault(sum => (sum.Agent, sum.Day, sum.First, sum.Band) == (e.By, time.Day, time.First, band));
        var added = (known ?? new(e.By, time.Day, time.First, band, 0, 0)) with
        {
            Count = (known?.Count ?? 0) + 1,
            Milliseconds = (known?.Milliseconds ?? 0) + (long)time.Time.TotalMilliseconds,
        };
        return talk with { Awaited = null, Answered = true, Responses = known is null ? talk.Responses.Add(added) : talk.Responses.Replace(known, added) };
    }
}

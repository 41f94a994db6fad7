namespace Aftersales.Complaints.Domain;

/// <summary>A clock of a case that can be breached.</summary>
/// <param name="Promise">The promise; null for other clocks.</param>
public sealed record RunningClock(Wait WaitsFor, Instant Due, string? Promise = null);

/// <summary>What runs on a case.</summary>
public static class RunningClocks
{
    extension(Case state)
    {
        /// <summary>Clocks that count against who holds the case, the earliest first: those that wait for others than the desk and have another verdict are not among them.</summary>
        public IReadOnlyList<RunningClock> Breachable =>
        [
            .. Of(state).OrderBy(clock => clock.Due),
        ];

        /// <summary>When something runs out next, a mediation's time aside; null where nothing does.</summary>
        public Instant? NextDue => Of(state).Select(clock => (Instant?)clock.Due).Append(state.Clock is { WaitsFor: not Wait.Mediation } stage ? stage.Due : null).Min();
    }

    private static IEnumerable<RunningClock> Of(Case state)
    {
        if (state.Clock is { } clock && clock.WaitsFor.CanBeBreached())
            yield return new(clock.WaitsFor, clock.Due);
        if (state.Talk.Awaited is { Breached: false } awaited)
            yield return new(awaited.Wait, awaited.Due);
        foreach (var promise in state.Promises.Where(promise => promise.IsRunning))
            yield return new(Wait.Promise, promise.Due, promise.Id);
    }
}

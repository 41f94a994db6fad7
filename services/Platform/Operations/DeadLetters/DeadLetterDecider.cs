using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Platform.Operations.DeadLetters;

/// <summary>What can be done about an event that was refused. Pure.</summary>
public static class DeadLetterDecider
{
    /// <summary>An event was refused; the same one may come again.</summary>
    public static Decision<DeadLetterEvent> Keep(DeadLetter? letter, EventRefused refused) =>
        letter is null ? refused : new EventRefusedAgain(refused.At, refused.Why);

    /// <summary>It was handed to the service again.</summary>
    /// <param name="refusedWith">The reason with which it was refused again; null when it was taken.</param>
    public static Decision<DeadLetterEvent> Replay(DeadLetter letter, string? refusedWith, string by, string reason, Instant now) => letter.State switch
    {
        DeadLetterState.Open when refusedWith is null => new LetterReplayed(now, by, reason),
        DeadLetterState.Open => new ReplayRefused(now, refusedWith, by, reason),
        _ => Over(letter),
    };

    public static Decision<DeadLetterEvent> SetAside(DeadLetter letter, string by, string reason, Instant now) =>
        letter.State == DeadLetterState.Open ? new LetterSetAside(now, by, reason) : Over(letter);

    public static DeadLetter Evolve(DeadLetter? letter, DeadLetterEvent happened) => (letter, happened) switch
    {
        (null, EventRefused e) => new(e.EventId, e.Topic, e.Type, e.Publisher, e.Data, DeadLetterState.Open, e.Why, 1, e.At, e.At),
        ({ } there, EventRefusedAgain e) => Again(there, e.Why, e.At),
        ({ } there, ReplayRefused e) => Again(there, e.Why, e.At),
        ({ } there, LetterReplayed e) => there with { State = DeadLetterState.Replayed, Settled = new(e.By, e.Reason, e.At) },
        ({ } there, LetterSetAside e) => there with { State = DeadLetterState.SetAside, Settled = new(e.By, e.Reason, e.At) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} does not follow"),
    };

    private static DeadLetter Again(DeadLetter letter, string why, Instant at) => letter with { Reason = why, Times = letter.Times + 1, LastAt = at };

    private static Refusal Over(DeadLetter letter) =>
        Refusal.WrongState(OperationsReasons.DeadLetterStateInvalid, $"{letter.State}", $"{DeadLetterState.Open}");
}

using NodaTime;

namespace Aftersales.Platform.Operations.DeadLetters;

/// <summary>Where a dead letter stands; the contract's <c>DeadLetterState</c> says what each means.</summary>
public enum DeadLetterState
{
    Open,
    Replayed,
    SetAside,
}

/// <summary>An event that the service refused for good.</summary>
/// <param name="EventId">Id of the event, unique among all.</param>
/// <param name="Data">The event's protobuf JSON, sealed: facts that come in carry personal data (R-PPL-2).</param>
/// <param name="Reason">Why it was refused the last time.</param>
/// <param name="Times">How often it was refused.</param>
public sealed record DeadLetter(
    string EventId, string Topic, string Type, string Publisher, string Data, DeadLetterState State, string Reason, int Times, Instant FirstAt, Instant LastAt)
{
    /// <summary>Who replayed it or set it aside, why and when; null while it is open.</summary>
    public Settlement? Settled { get; init; }
}

public sealed record Settlement(string By, string Reason, Instant At);

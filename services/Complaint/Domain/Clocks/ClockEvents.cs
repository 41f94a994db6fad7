namespace Aftersales.Complaints.Domain;

/// <summary>What happens to the clocks beside the stage's, and what was said.</summary>
public abstract record ClockEvent : CaseEvent;

/// <param name="Text">Sealed.</param>
public sealed record MessagePosted(string By, bool FromCustomer, Channel Channel, SealedText Text, Instant At) : ClockEvent
{
    /// <summary>The answer that the customer waits for since; null where an agent spoke, or one was awaited already.</summary>
    public AwaitedResponse? Awaited { get; init; }
}

/// <summary>The customer was answered, by a message or by what was done.</summary>
/// <param name="Time">How long it took; null where no person answered.</param>
public sealed record ResponseGiven(string By, ResponseTime? Time, Instant At) : ClockEvent;

/// <param name="HeldBy">Who owned the case; null for nobody.</param>
public sealed record ResponseBreached(string? HeldBy, Tier Tier, bool Alerts, Instant At) : ClockEvent;

public sealed record PromiseMade(Promise Promise) : ClockEvent;

public sealed record PromiseKept(string Promise, string By, Instant At) : ClockEvent;

/// <param name="HeldBy">Who owned the case; null for nobody.</param>
public sealed record PromiseBroken(string Promise, string? HeldBy, Tier Tier, bool Alerts, Instant At) : ClockEvent;

/// <summary>R-CLK-3: the case waits for the customer, and promises wait with it.</summary>
public sealed record PromisesPaused(Instant At) : ClockEvent;

public sealed record PromisesResumed(Instant At) : ClockEvent;

/// <summary>What was waited for came after all, or is not waited for any more.</summary>
public sealed record BreachesSettled(ImmutableArray<int> Numbers, Instant At) : ClockEvent;

/// <summary>A supervisor has seen that the platform's tier let a clock run out.</summary>
public sealed record AlertAcknowledged(int Breach, string By, Instant At) : ClockEvent;

/// <summary>R-TRK-1: disasters of the order's region were declared, or their ends changed; every clock that they stop is due anew.</summary>
public sealed record ClocksStopped(ImmutableArray<Standstill> Told) : ClockEvent;

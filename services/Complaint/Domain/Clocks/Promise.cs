namespace Aftersales.Complaints.Domain;

/// <summary>What a customer was promised, and by when: a clock of its own (R-CLK-2).</summary>
/// <param name="Note">What exactly, sealed; empty where the kind says it all.</param>
public sealed record Promise(string Id, PromiseKind Kind, SealedText Note, string By, Instant Made, Instant Due)
{
    public PromiseStage Stage { get; init; } = PromiseStage.Open;

    /// <summary>From when and for how long it runs, stops left out.</summary>
    public RunningTime? Runs { get; init; }

    /// <summary>What is left while the case waits for the customer (R-CLK-3); null while it runs.</summary>
    public Duration? Paused { get; init; }

    /// <summary>When it was kept, or nobody waited for it any more; null before.</summary>
    public Instant? Ended { get; init; }

    public bool IsRunning => Stage == PromiseStage.Open && Paused is null;

    /// <summary>Due anew, where a disaster stops it.</summary>
    public Promise Timed(ImmutableArray<Standstill> stops) => IsRunning && Runs is { } runs ? this with { Due = runs.Due(stops) } : this;

    public Promise PausedAt(Instant now, ImmutableArray<Standstill> stops) =>
        IsRunning ? this with { Paused = Stop.Running(now, Instant.Max(now, Due), stops.Times()) } : this;

    public Promise ResumedAt(Instant now) =>
        this is { Stage: PromiseStage.Open, Paused: { } left } ? this with { Paused = null, Due = now + left, Runs = new(now, left) } : this;
}

/// <summary>What was promised. The numbers are the contract's.</summary>
public enum PromiseKind
{
    Unspecified,
    CallBack,
    Answer,
    Other,
}

/// <summary>What became of a promise. The numbers are the contract's.</summary>
public enum PromiseStage
{
    Unspecified,
    Open,
    Kept,

    /// <summary>Not kept in time, and not since.</summary>
    Broken,

    /// <summary>Kept after it had been broken.</summary>
    KeptLate,

    /// <summary>The case ended first.</summary>
    Lapsed,
}

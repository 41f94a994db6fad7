using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Platform.Operations.Rebuilds;

/// <summary>What is gone through, in this order.</summary>
public enum RebuildStep
{
    /// <summary>The states of the type: what they call for and is not there. Work that nothing calls for is found here too.</summary>
    States,

    /// <summary>All list entries: those that their aggregates do not call for.</summary>
    Lists,

    /// <summary>All claims: those that their holders do not call for.</summary>
    Claims,

    /// <summary>All sums, against the shares of all states at one moment.</summary>
    Sums,
}

/// <summary>How many rows were not what the states call for, by table.</summary>
/// <param name="Held">Claims that a state calls for and that another aggregate holds: nothing is done about them.</param>
public sealed record Found(long Aggregates = 0, long Lists = 0, long Claims = 0, long Work = 0, long Sums = 0, long Held = 0)
{
    public static Found operator +(Found a, Found b) =>
        new(a.Aggregates + b.Aggregates, a.Lists + b.Lists, a.Claims + b.Claims, a.Work + b.Work, a.Sums + b.Sums, a.Held + b.Held);
}

/// <summary>Brings lists, claims, work and sums to what the states of a type, or of one aggregate, call for.</summary>
/// <param name="Kind">The type.</param>
/// <param name="Id">The one aggregate; null for all.</param>
/// <param name="DryRun">Only tells how many rows differ.</param>
public sealed record Rebuild(string Kind, string? Id, bool DryRun, string By, string Reason, Instant StartedAt)
{
    public RebuildStep Step { get; init; } = RebuildStep.States;

    /// <summary>Where the next batch of the step begins; empty at its start.</summary>
    public string Cursor { get; init; } = "";

    /// <summary>Batches done.</summary>
    public long Batches { get; init; }

    public Found Found { get; init; } = new();

    /// <summary>When it came to its end or was stopped; null while it runs.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Who stopped it; null when nobody did.</summary>
    public string? StoppedBy { get; init; }

    public bool IsRunning => EndedAt is null;
}

public abstract record RebuildEvent(Instant At);

public sealed record RebuildStarted(Instant At, string Kind, string? Id, bool DryRun, string By, string Reason) : RebuildEvent(At), IReasoned;

/// <summary>One batch, committed together with what it mended.</summary>
/// <param name="Next">Step and place of the next batch; null after the last.</param>
public sealed record BatchRebuilt(Instant At, Found Found, NextBatch? Next) : RebuildEvent(At);

public sealed record NextBatch(RebuildStep Step, string Cursor);

public sealed record RebuildStopped(Instant At, string By, string Reason) : RebuildEvent(At), IReasoned;

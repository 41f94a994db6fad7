using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Platform.Erasing;

/// <summary>Where this service stands with an erasure.</summary>
public enum ErasureStage
{
    /// <summary>Asked whether it still needs the data; while it does it looks again each day.</summary>
    Looking,
    Ready,

    /// <summary>Asked to erase it, which waits where something was begun for the customer meanwhile.</summary>
    Erasing,
    Done,
}

/// <summary>This service's part in the erasure of a customer's personal data, which Directory leads.</summary>
/// <param name="Next">When it does what is next; null where it waits to be asked, or is done.</param>
public sealed record ErasurePart(string Customer, ErasureStage Stage, Instant? Next)
{
    /// <summary>What needs the data, as type and id.</summary>
    public ImmutableArray<string> WaitsFor { get; init; } = [];

    /// <summary>What became of the data; null before.</summary>
    public ErasureResult? Result { get; init; }
}

/// <param name="Erased">Records whose key was removed.</param>
/// <param name="Kept">Records that a law has kept.</param>
/// <param name="KeptBecause">Each reason once, in order.</param>
public sealed record ErasureResult(int Erased, int Kept, ImmutableArray<string> KeptBecause);

public abstract record ErasureEvent(Instant At);

public sealed record ErasureAsked(Instant At, string Customer) : ErasureEvent(At);

/// <summary>Nobody needs the data any more, in no service.</summary>
public sealed record ErasureDecided(Instant At) : ErasureEvent(At);

public sealed record ErasureWaits(Instant At, ImmutableArray<string> For, Instant Next) : ErasureEvent(At);

public sealed record ErasureReady(Instant At) : ErasureEvent(At);

public sealed record DataErased(Instant At, ErasureResult Result) : ErasureEvent(At);

/// <summary>Directory asks what it was told before.</summary>
public sealed record ErasureToldAgain(Instant At) : ErasureEvent(At);

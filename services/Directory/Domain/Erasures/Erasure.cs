using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>The erasure of one customer's personal data in all services (R-PPL-2).</summary>
/// <param name="Shares">What each service said last, by its name; all are there from the start.</param>
/// <param name="Next">When those that are not done are asked again (R-CLK-4); null once it has ended.</param>
public sealed record Erasure(
    string Customer, string By, string Reason, Instant Asked, ImmutableSortedDictionary<string, ErasureShare> Shares, Instant? Next)
{
    public ErasureStage Stage { get; init; } = ErasureStage.Waiting;

    public Instant? Ended { get; init; }
}

/// <summary>How far an erasure is. Names and numbers are the contract's.</summary>
public enum ErasureStage
{
    Unspecified,

    /// <summary>Some service still needs the data, or has not answered.</summary>
    Waiting,
    Erasing,
    Done,
}

/// <summary>What a service said. Names and numbers of the state are the contract's.</summary>
/// <param name="Version">Of its part: what has an older one is passed over.</param>
/// <param name="At">Null before it said anything.</param>
public sealed record ErasureShare(
    ShareState State, long Version, ImmutableArray<string> WaitsFor, int Erased, int Kept, ImmutableArray<string> KeptReasons, Instant? At)
{
    public static ErasureShare Silent { get; } = new(ShareState.Unspecified, 0, [], 0, 0, [], null);
}

public enum ShareState
{
    Unspecified,
    Waiting,
    Ready,
    Erased,
}

public abstract record CustomerErasureEvent(Instant At);

public sealed record ErasureBegun(Instant At, string Customer, string By, string Reason, Instant Next) : CustomerErasureEvent(At), IReasoned;

public sealed record ShareHeard(Instant At, string Service, ErasureShare Share) : CustomerErasureEvent(At);

/// <summary>No service needs the data any more.</summary>
public sealed record ErasureAgreed(Instant At) : CustomerErasureEvent(At);

/// <summary>Whoever is not done was asked again.</summary>
public sealed record ErasureChased(Instant At, Instant Next) : CustomerErasureEvent(At);

public sealed record ErasureEnded(Instant At) : CustomerErasureEvent(At);

using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>What couriers said about a booking or parcel that no return has; the latest <see cref="SetAside.Most"/>.</summary>
/// <param name="Reference">Booking or parcel.</param>
/// <param name="At">When the last one came.</param>
/// <param name="Until">How long it is kept for whoever looks for it.</param>
/// <param name="Count">How many came in all.</param>
public sealed record Unmatched(string Reference, ImmutableArray<SetAside> Reports, Instant At, Instant Until, int Count)
{
    /// <summary>Its time is over: nobody is shown it any more.</summary>
    public bool IsForgotten { get; init; }
}

/// <summary>Something that happened to an <see cref="Unmatched"/> reference.</summary>
public abstract record UnmatchedEvent;

public sealed record UnmatchedKept(string Reference, CourierReport Report, Instant At, Instant Until) : UnmatchedEvent;

public sealed record UnmatchedForgotten : UnmatchedEvent;

/// <summary>Keeps what fits no return, for the policy's days.</summary>
public static class UnmatchedDecider
{
    public static Decision<UnmatchedEvent> Keep(Unmatched? state, string reference, CourierReport report, Terms terms) =>
        new UnmatchedKept(state?.Reference ?? reference, report, terms.Now, terms.EndOfDay(terms.Policy.Pickup.UnmatchedDays));

    public static Decision<UnmatchedEvent> Forget(Unmatched? state, Instant now) =>
        state is { IsForgotten: false } && now >= state.Until ? new UnmatchedForgotten() : Decision<UnmatchedEvent>.Nothing;

    public static Unmatched Evolve(Unmatched? state, UnmatchedEvent happened) => (state, happened) switch
    {
        (_, UnmatchedKept e) => new(
            e.Reference, (state?.Reports ?? []).Noting(e.Report, SetAsideReason.Unknown, e.At), e.At, e.Until, (state?.Count ?? 0) + 1),
        ({ } s, UnmatchedForgotten) => s with { IsForgotten = true, Reports = [] },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to nothing"),
    };
}

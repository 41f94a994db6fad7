using Aftersales.Kernel;
using Aftersales.Platform.Store;
using Google.Protobuf;
using NodaTime;

namespace Aftersales.Platform.Aggregates;

/// <summary>
/// What the platform has to know of an aggregate. Everything but the events is a pure function of the state: claims, counters, lists and due work
/// are what the state says they should be, and a commit writes the difference between before and after. So none of them can be forgotten.
/// </summary>
/// <typeparam name="TState">Immutable state, JSON-serialisable. Polymorphic states carry JsonDerivedType attributes.</typeparam>
/// <typeparam name="TEvent">Base of the events; a concrete event's type name is what the store and the timeline show.</typeparam>
public abstract class AggregateType<TState, TEvent>
    where TState : class
    where TEvent : class
{
    /// <summary>Kind under which the store keeps it, e.g. <c>return</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The state after an event; <paramref name="state"/> is null before the first.</summary>
    public abstract TState Evolve(TState? state, TEvent happened);

    /// <summary>Throws where an invariant is broken: a defect, never a caller's mistake. Runs before each commit.</summary>
    public virtual void Check(TState state)
    {
    }

    /// <summary>
    /// Whose personal data its sealed fields are: the customer's id; null where it is not known yet, or no customer's. Their erasure removes the aggregate's key.
    /// </summary>
    public virtual string? Subject(string id, TState state) => null;

    /// <summary>Whether its personal data is still needed, so that an erasure waits: something is under way for the customer.</summary>
    public virtual bool IsOpen(TState state) => false;

    /// <summary>The law that has its personal data kept, so that an erasure passes it over, such as <c>TAX_LAW</c>; null where none has.</summary>
    public virtual string? KeptBecause(TState state) => null;

    /// <summary>In which keyed lists the aggregate (or parts of it) stands.</summary>
    public virtual IEnumerable<ListEntry> Lists(string id, TState state) => [];

    /// <summary>Unique keys that the aggregate holds.</summary>
    public virtual IEnumerable<Claim> Claims(string id, TState state) => [];

    /// <summary>Its share of bounded sums.</summary>
    public virtual IEnumerable<Share> Shares(string id, TState state) => [];

    /// <summary>Work that has to be done for it, and when (R-CLK-4: nothing waits for ever).</summary>
    public virtual IEnumerable<Due> Work(string id, TState state) => [];

    /// <summary>What others are told of an event: contract events without personal data. Null <paramref name="before"/> means created.</summary>
    public virtual IEnumerable<IMessage> Publish(string id, TState? before, TEvent happened, TState after, long version) => [];

    /// <summary>The refusal when somebody else holds a claim.</summary>
    public virtual Refusal ClaimHeld(string claim, string holder) =>
        throw new InvalidOperationException($"{Kind} does not say how a clash on a claim is refused");

    /// <summary>The refusal when a sum would leave its bounds.</summary>
    public virtual Refusal SumExceeded(Share share, long present) =>
        throw new InvalidOperationException($"{Kind} does not say how a clash on a sum is refused");
}

/// <summary>An aggregate's share of a bounded sum.</summary>
/// <param name="Counter">Name of the sum.</param>
/// <param name="Amount">The share; negative where it gives back what another aggregate holds for good.</param>
/// <param name="Limit">Bound of the whole sum.</param>
public sealed record Share(string Counter, long Amount, long Limit);

/// <summary>Work due for an aggregate.</summary>
/// <param name="Name">Unique within it; the part before a colon chooses the handler, e.g. <c>payout:2</c>.</param>
/// <param name="At">Business time.</param>
public sealed record Due(string Name, Instant At);

/// <summary>A state and its version.</summary>
public sealed record Versioned<TState>(string Id, TState State, long Version);

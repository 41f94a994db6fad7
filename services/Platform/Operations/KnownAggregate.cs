using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;

namespace Aftersales.Platform.Operations;

/// <summary>What an aggregate's type says of its stored states and events, for those who do not know the type.</summary>
internal abstract class KnownAggregate
{
    public abstract string Kind { get; }

    /// <summary>Why somebody caused an event; null where its type keeps no reason.</summary>
    public abstract string? ReasonOf(string eventType, string body);

    /// <summary>What follows from a state.</summary>
    /// <param name="state">As the store has it.</param>
    /// <param name="key">The aggregate's: some lists are of what it protects.</param>
    public abstract Derived Of(string id, string state, AggregateKey key);

    /// <summary>What a state adds to sums.</summary>
    public abstract IEnumerable<Share> SharesOf(string id, string state);

    /// <inheritdoc cref="AggregateType{TState, TEvent}.IsOpen"/>
    public abstract bool IsOpen(string state);

    /// <inheritdoc cref="AggregateType{TState, TEvent}.KeptBecause"/>
    public abstract string? KeptBecause(string state);
}

/// <summary>The rows of other tables that a state calls for.</summary>
internal sealed record Derived(IReadOnlySet<ListEntry> Lists, IReadOnlyList<Claim> Claims, IReadOnlyList<Due> Work);

internal sealed class KnownAggregate<TState, TEvent>(AggregateType<TState, TEvent> type) : KnownAggregate
    where TState : class
    where TEvent : class
{
    private readonly Dictionary<string, Type> reasoned = typeof(TEvent).Assembly.GetTypes()
        .Where(happened => happened.IsSubclassOf(typeof(TEvent)) && happened.IsAssignableTo(typeof(IReasoned)))
        .ToDictionary(happened => happened.Name, StringComparer.Ordinal);

    public override string Kind => type.Kind;

    public override string? ReasonOf(string eventType, string body) =>
        reasoned.TryGetValue(eventType, out var happened) ? ((IReasoned)Json.Read(body, happened)).Reason : null;

    public override Derived Of(string id, string state, AggregateKey key)
    {
        var read = Json.Read<TState>(state, key);
        return new(type.Lists(id, read).ToHashSet(), [.. type.Claims(id, read)], [.. type.Work(id, read)]);
    }

    public override IEnumerable<Share> SharesOf(string id, string state) => type.Shares(id, Json.Read<TState>(state));

    public override bool IsOpen(string state) => type.IsOpen(Json.Read<TState>(state));

    public override string? KeptBecause(string state) => type.KeptBecause(Json.Read<TState>(state));
}

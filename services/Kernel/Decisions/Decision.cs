using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Aftersales.Kernel;

/// <summary>What a decider answers: the events that follow, none (a repeat of what was done), or a refusal.</summary>
public sealed class Decision<TEvent>
    where TEvent : class
{
    private Decision(ImmutableArray<TEvent> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    /// <summary>Empty when refused, and when nothing is left to do.</summary>
    public ImmutableArray<TEvent> Events { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    /// <summary>The command repeats what was done: no event.</summary>
    public static Decision<TEvent> Nothing { get; } = new([], null);

    public static Decision<TEvent> Of(params IEnumerable<TEvent> events) => new([.. events], null);

    public static implicit operator Decision<TEvent>(TEvent happened) => new([happened], null);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}

using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>What was told about an order; <see cref="OrderView"/> says what follows from it.</summary>
/// <param name="Slots">By name, in ordinal order.</param>
/// <param name="PlacedAt">The earliest time at which it is said to have been placed: a later version of the order does not move it.</param>
public sealed record OrderState(ImmutableArray<Slot> Slots, Instant? PlacedAt)
{
    public static OrderState Empty { get; } = new([], null);

    /// <summary>The state after a fact; this one when it changes nothing.</summary>
    public OrderState Take(Fact fact)
    {
        var name = fact.What.Slot;
        var place = Slots.Count(s => string.CompareOrdinal(s.Name, name) < 0);
        var isThere = place < Slots.Length && Slots[place].Name == name;
        var before = isThere ? Slots[place] : new Slot(name);
        var after = before.Take(fact);
        var placedAt = fact.What is Placed && !(PlacedAt <= fact.At) ? fact.At : PlacedAt;
        if (ReferenceEquals(before, after) && placedAt == PlacedAt)
            return this;
        return new(isThere ? Slots.SetItem(place, after) : Slots.Insert(place, after), placedAt);
    }

    /// <summary>The fact held to be true about a slot; null when nobody spoke of it.</summary>
    public Fact? Word(string slot) => Slots.FirstOrDefault(s => s.Name == slot)?.Word;
}

public abstract record OrderEvent;

/// <summary>Facts that changed something.</summary>
public sealed record FactsRecorded(ImmutableArray<Fact> Facts) : OrderEvent;

/// <summary>Somebody read the recipient in clear; the event is the audit's record (R-PPL-2).</summary>
/// <param name="By">Who.</param>
/// <param name="For">What for.</param>
public sealed record RecipientRevealed(string By, string For, Instant At) : OrderEvent;

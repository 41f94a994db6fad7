using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>What was told about an order; <see cref="OrderView"/> says what follows from it.</summary>
/// <param name="Slots">By name, in ordinal order.</param>
/// <param name="PlacedAt">The earliest time at which it is said to have been placed: a later version of the order does not move it.</param>
public sealed record OrderState(ImmutableArray<Slot> Slots, Instant? PlacedAt)
{
    /// <summary>Its items on the tracking lists, closed ones included; an item's place is its number less one.</summary>
    public ImmutableArray<Item> Items { get; init; } = [];

    /// <summary>What comes onto a list if no further facts come, by time; as far as it was known at the last look.</summary>
    public ImmutableArray<Finding> Ahead { get; init; } = [];

    /// <summary>The cases that its items asked for; a case's place is its number less one.</summary>
    public ImmutableArray<AskedCase> Cases { get; init; } = [];

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
        return this with { Slots = isThere ? Slots.SetItem(place, after) : Slots.Insert(place, after), PlacedAt = placedAt };
    }

    /// <summary>The fact held to be true about a slot; null when nobody spoke of it.</summary>
    public Fact? Word(string slot) => Slots.FirstOrDefault(s => s.Name == slot)?.Word;
}

using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>An order, or a parcel of it, on a tracking list (R-TRK-2): on one list at a time, with an owner and a state.</summary>
/// <param name="Number">Within the order, from 1.</param>
/// <param name="Finding">The list that it is on, or was on last, and since when.</param>
public sealed record Item(int Number, Finding Finding, Instant Listed)
{
    public ItemState State { get; init; } = ItemState.Open;

    /// <summary>Whose it is; null while nobody's.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether somebody was looked for to do it (R-CASE-5). An open one that was shared waits for somebody to come to work, or to take it.</summary>
    public bool IsShared { get; init; }

    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>When it was done or closed.</summary>
    public Instant? Ended { get; init; }

    /// <summary>Whether the facts are not right yet.</summary>
    public bool IsLive => State != ItemState.Closed;

    public bool WantsSharing => State == ItemState.Open && !IsShared;
}

/// <summary>What becomes of an item. The numbers are the contract's.</summary>
public enum ItemState
{
    Open = 1,
    Taken = 2,

    /// <summary>Its owner did what can be done; it waits for the facts.</summary>
    Done = 3,

    /// <summary>The facts are right again.</summary>
    Closed = 4,
}

/// <param name="Text">Sealed: people write names and phones.</param>
public sealed record Note(string By, Instant At, SealedText Text);

/// <summary>A case that items asked for (R-TRK-3).</summary>
/// <param name="Finding">Of the item that asked; says which type of case.</param>
public sealed record AskedCase(int Number, Finding Finding)
{
    /// <summary>No item needs it any more.</summary>
    public bool IsSpared { get; init; }
}

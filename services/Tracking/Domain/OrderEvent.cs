using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>What happens to an order in the suite.</summary>
public abstract record OrderEvent;

/// <summary>Facts that changed something.</summary>
public sealed record FactsRecorded(ImmutableArray<Fact> Facts) : OrderEvent
{
    /// <summary>What comes onto a list from then on; null where that stays as it was.</summary>
    public ImmutableArray<Finding>? Ahead { get; init; }
}

/// <summary>The order was looked at, since time passed or clocks were stopped.</summary>
public sealed record Looked(ImmutableArray<Finding> Ahead) : OrderEvent;

/// <summary>R-TRK-2: it belongs on a list.</summary>
public sealed record ItemListed(int Number, Finding Finding, Instant At) : OrderEvent;

/// <summary>It belongs on another list about the same.</summary>
/// <param name="Graver">Then it is open again, if it was done.</param>
public sealed record ItemMoved(int Number, Finding Finding, bool Graver) : OrderEvent;

/// <summary>R-TRK-3: the facts are right again.</summary>
public sealed record ItemClosed(int Number, Instant At) : OrderEvent;

/// <summary>R-CASE-5: it was given to somebody, or nobody was found who could do it.</summary>
/// <param name="To">Null when nobody was found.</param>
public sealed record ItemShared(int Number, string? To) : OrderEvent;

public sealed record ItemTaken(int Number, string By) : OrderEvent;

public sealed record ItemReleased(int Number) : OrderEvent;

public sealed record ItemNoted(int Number, Note Note) : OrderEvent;

public sealed record ItemDone(int Number, string By, Instant At) : OrderEvent;

/// <summary>R-TRK-3: a case is asked for because of an item.</summary>
public sealed record CaseAsked(int Number, int Item) : OrderEvent;

/// <summary>No item needs the case any more.</summary>
public sealed record CaseSpared(int Number) : OrderEvent;

/// <summary>Somebody read the recipient in clear; the event is the audit's record (R-PPL-2).</summary>
/// <param name="By">Who.</param>
/// <param name="For">What for.</param>
public sealed record RecipientRevealed(string By, string For, Instant At) : OrderEvent;

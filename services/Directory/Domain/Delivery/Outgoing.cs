using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>A message on its way to a customer. Its text is Complaint's, and is fetched when it is sent.</summary>
/// <param name="Until">Until when it is worth telling.</param>
public sealed record Outgoing(string Id, string Customer, string Case, string Order, string Template, Instant Made, Instant Until)
{
    public DeliveryStage Stage { get; init; } = DeliveryStage.Waiting;

    /// <summary>Over what it goes, or went; unspecified before.</summary>
    public Medium Medium { get; init; }

    /// <summary>How often it was tried on that medium.</summary>
    public int Tries { get; init; }

    /// <summary>Media whose providers refused it for good, or whose address has to be corrected.</summary>
    public ImmutableArray<Medium> Closed { get; init; } = [];

    /// <summary>Why it stands where it stands; empty where nothing is wrong. A provider's code at most: never an address.</summary>
    public string Why { get; init; } = "";

    /// <summary>When it is looked at next; null when it is over.</summary>
    public Instant? Next { get; init; }

    public Instant? SentAt { get; init; }

    /// <summary>The provider's own number of it.</summary>
    public string Reference { get; init; } = "";

    /// <summary>How often it was revived after a medium had refused it.</summary>
    public ImmutableDictionary<Medium, int> Rounds { get; init; } = ImmutableDictionary<Medium, int>.Empty;

    /// <summary>
    /// The number under which a provider takes it once: one for each medium, and another one once that refused it, since it goes to another address then.
    /// </summary>
    public string Number => $"{Id}.{Medium.ToString().ToLowerInvariant()}" + (Rounds.TryGetValue(Medium, out var round) ? $".{round + 1}" : "");
}

/// <summary>Where a message stands. Names and numbers are the contract's.</summary>
public enum DeliveryStage
{
    Unspecified,
    Waiting,
    Sending,
    Unknown,
    Sent,
    Undeliverable,
    Dead,
    Lapsed,
}

public abstract record DeliveryEvent;

public sealed record MessageTaken(Outgoing Message) : DeliveryEvent;

/// <summary>Not now: quiet hours.</summary>
public sealed record MessagePutOff(Instant Until) : DeliveryEvent;

/// <summary>Committed before the provider is called. It stays due: if that call ends without a word it is asked about.</summary>
public sealed record SendingBegun(Medium Medium) : DeliveryEvent;

/// <param name="Reference">The provider's number; empty for none.</param>
public sealed record MessageSent(string Reference, Instant At) : DeliveryEvent;

/// <summary>The provider works on it, or no answer came: it is asked about.</summary>
public sealed record AnswerAwaited(Instant AskAt) : DeliveryEvent;

/// <summary>The provider does not take it, now or ever: another medium is tried.</summary>
public sealed record MediumRefused(string Code, Instant At) : DeliveryEvent;

/// <summary>It did not get there; it is tried again.</summary>
public sealed record SendingFailed(string Why, Instant Again) : DeliveryEvent;

/// <summary>Tried as often as the policy says.</summary>
public sealed record MessageGivenUp(string Why) : DeliveryEvent;

/// <summary>There is no way to the customer.</summary>
/// <param name="LapsesAt">When it is put away: at the end of the day, since nobody waits for that.</param>
public sealed record NoWay(string Why, Instant LapsesAt) : DeliveryEvent;

/// <summary>An address came in, or a person wants it tried again.</summary>
public sealed record MessageRevived(Instant At, Instant Until) : DeliveryEvent;

public sealed record MessageLapsed : DeliveryEvent;

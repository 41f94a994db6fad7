using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>How a customer can be reached.</summary>
/// <param name="Preferred">Tried first; unspecified for the merchant's order.</param>
public sealed record Contact(ImmutableSortedDictionary<Medium, ContactAddress> Addresses, Language Language, Medium Preferred)
{
    /// <summary>When it changed last, while messages that waited for it are still to be told; null otherwise.</summary>
    public Instant? Spreading { get; init; }

    /// <summary>Where the customer may be written to, the first to try first.</summary>
    public ImmutableArray<Medium> Ways(ImmutableArray<Medium> order) =>
        [.. order.OrderBy(medium => medium == Preferred ? 0 : 1).Where(medium => Addresses.TryGetValue(medium, out var address) && address.Consent)];

    public bool Same(Contact other) => Language == other.Language && Preferred == other.Preferred && Told().SequenceEqual(other.Told());

    // A text sealed twice differs; its digest does not.
    private IEnumerable<(Medium, ErasableText, bool)> Told() => Addresses.Select(address => (address.Key, address.Value.Digest, address.Value.Consent));
}

/// <param name="Sealed">The address (R-PPL-2).</param>
/// <param name="Digest">Keyed hash of it, by which a repeat is recognised.</param>
/// <param name="Consent">The customer agreed to be written to there.</param>
public sealed record ContactAddress(SealedText Sealed, ErasableText Digest, bool Consent);

// Names and numbers are the contract's.

/// <summary>Over what a message goes.</summary>
public enum Medium
{
    Unspecified,
    Im,
    Sms,
    Email,
}

/// <summary>Languages that messages are written in.</summary>
public enum Language
{
    Unspecified,
    Zh,
    En,
}

public abstract record ContactEvent;

public sealed record ContactSet(Contact Contact, Instant At) : ContactEvent;

/// <summary>Addresses were shown in clear (R-PPL-2).</summary>
public sealed record ContactRevealed(string Purpose) : ContactEvent;

/// <summary>Messages that waited for an address were told of it.</summary>
public sealed record ContactSpread(Instant Of) : ContactEvent;

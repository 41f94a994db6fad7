using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Refunds.Domain.Ledger;

/// <summary>
/// A link of the hash chain over a merchant's ledger (R-REF-6). It covers the entries whose keys lie after <paramref name="After"/> up to
/// <paramref name="Through"/>, and late ones: entries of earlier seals' stretches that were committed after those had been made. So no entry is
/// missed, and no seal ever changes.
/// </summary>
/// <param name="Number">1 and up, without gaps.</param>
/// <param name="To">The moment of <paramref name="Through"/>: everything up to and with it is sealed, unless it is yet to come late.</param>
/// <param name="Entries">How many, late ones included.</param>
/// <param name="TotalLines">Lines sealed by this and all seals before.</param>
/// <param name="Unaccounted">Lines counted and not listed (or, negative, listed and not counted) in all so far; 0 unless rows were tampered with.</param>
/// <param name="Balances">In minor units, after everything sealed so far.</param>
/// <param name="Late">The late ones, since a balance of an earlier moment has to count them.</param>
public sealed record Seal(
    long Number, string After, string Through, Instant? From, Instant To, string PreviousHash, int Entries, long TotalLines, long Unaccounted,
    ImmutableSortedDictionary<LedgerAccount, long> Balances, ImmutableArray<LateEntry> Late, Instant SealedAt)
{
    /// <summary>The previous hash of the first seal.</summary>
    public static readonly string NoHash = new('0', 64);

    /// <summary>SHA-256 over everything above and what the seal covers, in hexadecimal.</summary>
    public string Hash { get; init; } = "";

    public static string Id(long number) => $"{number:D10}";
}

/// <summary>An entry that was committed after its period had been sealed.</summary>
public sealed record LateEntry(string EntryKey, string EntryId, string OrderId, ImmutableArray<Posting> Postings);

/// <param name="Hash">Of the entry in canonical form.</param>
public sealed record SealedEntry(string EntryId, string OrderId, string Hash);

/// <param name="Version">The account's version when its entries were sealed.</param>
/// <param name="EventsHash">Of its events up to that version.</param>
public sealed record SealedOrder(string OrderId, long Version, string EventsHash);

public abstract record SealEvent(Instant At);

/// <summary>The only event of a seal. It keeps what the seal covers, so that tampering can be told entry by entry.</summary>
public sealed record Sealed(Instant At, Seal Seal, ImmutableArray<SealedEntry> Entries, ImmutableArray<SealedOrder> Orders) : SealEvent(At);

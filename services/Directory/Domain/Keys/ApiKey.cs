using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>A key with which a machine of the merchant calls the suite. Roles are named as tokens name them.</summary>
/// <param name="Secrets">The present one last; of those before, the last may still be taken.</param>
/// <param name="Ends">Null for never.</param>
public sealed record ApiKey(
    string Label, ImmutableSortedSet<string> Roles, ImmutableArray<string> Methods, ImmutableArray<string> IpRanges, ImmutableArray<KeySecret> Secrets,
    Instant Made, string By, Instant? Ends)
{
    public Instant? Revoked { get; init; }

    /// <summary>When it was last noted that it was used; coarse.</summary>
    public Instant? Used { get; init; }

    public KeySecret Present => Secrets[^1];

    public KeyStanding At(Instant now) => this switch
    {
        { Revoked: not null } => KeyStanding.Revoked,
        _ when Ends <= now => KeyStanding.Expired,
        _ => KeyStanding.Active,
    };
}

/// <summary>A secret of a key: its hash alone is kept. It is of high entropy, so that a plain hash tells nothing of it.</summary>
/// <param name="Hash">SHA-256, in lower-case hex.</param>
/// <param name="Until">From then on it is not taken any more; null while it is the present one.</param>
public sealed record KeySecret(string Hash, Instant? Until = null);

/// <summary>Whether a key can be used. The numbers are the contract's.</summary>
public enum KeyStanding
{
    Active = 1,
    Revoked = 2,
    Expired = 3,
}

public abstract record ApiKeyEvent;

public sealed record KeyMade(
    string Label, ImmutableSortedSet<string> Roles, ImmutableArray<string> Methods, ImmutableArray<string> IpRanges, string Hash, Instant At, string By, Instant? Ends) : ApiKeyEvent;

/// <param name="OldUntil">How long the secret before is taken too.</param>
public sealed record KeyRotated(string Hash, Instant OldUntil) : ApiKeyEvent;

public sealed record KeyRevoked(Instant At) : ApiKeyEvent;

/// <summary>It was used, and nobody had noted so for a while.</summary>
public sealed record KeyUsed(Instant At) : ApiKeyEvent;

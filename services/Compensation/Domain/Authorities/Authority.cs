using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>What one person may decide beside, or less than, their role: a delegation for a time, or a limit.</summary>
/// <param name="Tier">Whose rules a delegation lets them use; <see cref="Tier.None"/> is a limit of what their own role allows.</param>
/// <param name="Scope">Narrows what is delegated, or what the role allows.</param>
/// <param name="Until">Null for a limit that stays until it is revoked.</param>
/// <param name="GivenOn">The tier of whoever gave it.</param>
public sealed record Authority(
    string Person, Tier Tier, Scope Scope, Instant From, Instant? Until, string GivenBy, Tier GivenOn, string Reason, Instant GivenAt)
{
    public AuthorityStatus Status { get; init; } = AuthorityStatus.Given;

    /// <summary>Null unless it was revoked.</summary>
    public AuthorityRevoked? Revocation { get; init; }

    public bool IsLimit => Tier == Tier.None;

    public bool IsInForce(Instant now) => Status == AuthorityStatus.Given && From <= now && !(now >= Until);
}

/// <summary>What is left of rules; what is empty or null does not narrow.</summary>
/// <param name="Rate">At most this share of what a rule takes its own rate of.</param>
/// <param name="Cap">At most this for an order and cause.</param>
public sealed record Scope(ImmutableArray<Kind> Kinds, ImmutableArray<Cause> Causes, Percent? Rate, Money? Cap)
{
    public bool IsOpen => Kinds.IsEmpty && Causes.IsEmpty && Rate is null && Cap is null;

    public bool Allows(Kind kind, Cause cause) => (Kinds.IsEmpty || Kinds.Contains(kind)) && (Causes.IsEmpty || Causes.Contains(cause));

    /// <summary>Rounded as rules round, the cap after that; null is unbounded.</summary>
    public Money? Most(Money amount) => (Rate, Cap) switch
    {
        ({ } rate, { } cap) => amount.Times(rate, cap),
        ({ } rate, null) => amount.Times(rate),
        _ => Cap,
    };
}

/// <summary>Where an authority stands; numbers are the contract's.</summary>
public enum AuthorityStatus
{
    Given = 1,
    Ended = 2,
    Revoked = 3,
}

public abstract record AuthorityEvent;

public sealed record AuthorityGiven(Authority Authority) : AuthorityEvent, IReasoned
{
    string IReasoned.Reason => Authority.Reason;
}

/// <summary>Its time is over.</summary>
public sealed record AuthorityEnded(Instant At) : AuthorityEvent;

public sealed record AuthorityRevoked(string By, string Reason, Instant At) : AuthorityEvent, IReasoned;

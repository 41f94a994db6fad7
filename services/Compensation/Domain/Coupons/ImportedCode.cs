using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>A code of another system: one coupon's at most.</summary>
/// <param name="Value">Coupons of exactly this value get it.</param>
/// <param name="ExpiresAt">The first moment at which it cannot be spent any more.</param>
public sealed record ImportedCode(SealedCode Code, Money Value, Money MinimumSpend, Instant ExpiresAt, Instant ImportedAt)
{
    public CodeStatus Status { get; init; } = CodeStatus.Free;

    /// <summary>The grant that has it or is getting it; empty while it is free.</summary>
    public string GrantId { get; init; } = "";

    /// <summary>Whether coupons that may have missed it while it was taken still have to be looked for.</summary>
    public bool Returned { get; init; }
}

/// <summary>Where a code stands; numbers are the contract's.</summary>
public enum CodeStatus
{
    Free = 1,

    /// <summary>Being given to a coupon: settled as soon as the grant says whether it took it.</summary>
    Taken = 2,
    Given = 3,
    Expired = 4,
}

public abstract record CodeEvent;

public sealed record CodeImported(ImportedCode Code) : CodeEvent;

public sealed record CodeTaken(string GrantId, Instant At) : CodeEvent;

public sealed record CodeGiven(Instant At) : CodeEvent;

/// <summary>The grant had another code by then, or was revoked.</summary>
public sealed record CodeFreed(Instant At) : CodeEvent;

/// <summary>Coupons that await a code were looked for, and there was none.</summary>
public sealed record CodeOffered(Instant At) : CodeEvent;

public sealed record CodeExpired(Instant At) : CodeEvent;

using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>Where a payment on a channel stands.</summary>
public enum PayoutState
{
    Decided,
    Unknown,
    Paid,
    Failed,
    Reversed,
}

/// <summary>
/// One attempt to pay a refund on a channel. It keeps its number while its outcome is unknown (R-REF-4); only where the channel refused it, or took
/// the money back (R-REF-9), does another attempt follow, under a number of its own.
/// </summary>
/// <param name="OutRequestNo">The number that the channel knows it by; stored before the channel is asked.</param>
/// <param name="Kind">Back through the payment, or by transfer.</param>
/// <param name="DecidedAt">From then on the channel may know of it.</param>
/// <param name="AskAt">When the channel is asked next; null when nothing more is to be asked.</param>
public sealed record Payout(string OutRequestNo, RefundKind Kind, PayoutState State, Money Amount, Instant DecidedAt, Instant? AskAt)
{
    /// <summary>How often the channel gave no final answer.</summary>
    public int Asked { get; init; }

    /// <summary>How often the channel confirmed it after it was paid.</summary>
    public int Confirmed { get; init; }

    /// <summary>How often in a row it did not say whether the payment still stands.</summary>
    public int Unanswered { get; init; }

    public string? ChannelNo { get; init; }

    /// <summary>The channel's code, where it said one.</summary>
    public string? Failure { get; init; }

    public Instant? PaidAt { get; init; }

    /// <summary>When it was refused or taken back; null otherwise.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Two people said what became of it, where the channel did not; null otherwise.</summary>
    public SettledOutcome? Settled { get; init; }

    /// <summary>When the channel is asked whether it agrees that it was not paid; null where that is not asked.</summary>
    public Instant? VerifyAt { get; init; }

    /// <summary>How often it was asked so.</summary>
    public int Verified { get; init; }

    /// <summary>People ended it, and the channel may think otherwise.</summary>
    public bool IsDoubtful => Settled is not null && !MayHaveMoved;

    /// <summary>Whether money moved under it, or may have.</summary>
    public bool MayHaveMoved => State is PayoutState.Decided or PayoutState.Unknown or PayoutState.Paid;

    /// <summary>The number of a refund's attempt, 0 for the first: always the same for the same attempt.</summary>
    public static string Number(string refundId, int attempt) => Ids.Derived("pay", $"{refundId}/{attempt}");
}

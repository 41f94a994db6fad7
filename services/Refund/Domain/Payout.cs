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
}

/// <summary>A payment on a channel. It keeps its number until the channel took the money back (R-REF-4, R-REF-9).</summary>
/// <param name="OutRequestNo">The number that the channel knows it by.</param>
/// <param name="AskAt">When the channel is asked next; null when nothing more is to be asked.</param>
public sealed record Payout(string OutRequestNo, PayoutState State, Money Amount, Instant? AskAt)
{
    /// <summary>How often the channel gave no final answer.</summary>
    public int Asked { get; init; }

    /// <summary>How often the channel confirmed it after it was paid.</summary>
    public int Confirmed { get; init; }

    public string? ChannelNo { get; init; }

    public string? Failure { get; init; }

    public Instant? PaidAt { get; init; }

    /// <summary>The number of a refund's payment: one for all attempts, another one only after the channel had taken the money back.</summary>
    public static string Number(string refundId, int reversals) => Ids.Derived("pay", $"{refundId}/{reversals}");
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Batches;

public enum BatchState
{
    Locked,
    Paid,
}

/// <summary>Abnormal refunds that finance pays together (R-REF-7): listed, totalled and locked, then paid once.</summary>
public sealed record Batch(string BatchId, ImmutableArray<BatchItem> Items, string CreatedBy, Instant CreatedAt)
{
    public BatchState State { get; init; }

    public string? PaidBy { get; init; }

    public Instant? PaidAt { get; init; }

    [JsonIgnore]
    public Money Total => Money.Sum(Items.Select(item => item.Amount), Items[0].Amount.Currency);

    /// <summary>Refunds that do not know yet that they are locked into it.</summary>
    [JsonIgnore]
    public IEnumerable<BatchItem> Unlocked => State == BatchState.Locked ? Items.Where(item => item.Progress == BatchProgress.Listed) : [];

    /// <summary>Refunds that do not know yet that they are to be paid.</summary>
    [JsonIgnore]
    public IEnumerable<BatchItem> Unreleased => State == BatchState.Paid ? Items.Where(item => item.Progress != BatchProgress.Released) : [];

    public BatchItem? Item(string refundId) => Items.FirstOrDefault(item => item.RefundId == refundId);
}

/// <summary>How far a refund of the batch was told.</summary>
public enum BatchProgress
{
    Listed,
    Locked,
    Released,
}

/// <summary>One refund of a batch.</summary>
/// <param name="Round">The refund's round: a refund sent back after a payment failed can be in another batch.</param>
/// <param name="People">Who requested and checked it; none of them may pay it (R-PPL-1).</param>
public sealed record BatchItem(string RefundId, string OrderId, Money Amount, int Round, ImmutableArray<Check> People)
{
    public BatchProgress Progress { get; init; }
}

public abstract record BatchEvent(Instant At);

public sealed record BatchLocked(Instant At, string BatchId, ImmutableArray<BatchItem> Items, string By) : BatchEvent(At);

public sealed record BatchPaid(Instant At, string By) : BatchEvent(At);

/// <summary>A refund was told that it is locked into the batch, or released for payment.</summary>
public sealed record ItemTold(Instant At, string RefundId, BatchProgress Progress) : BatchEvent(At);

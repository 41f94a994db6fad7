using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Batches;

/// <summary>Where a batch stands; the contract's <c>BatchState</c> says what each means.</summary>
public enum BatchState
{
    Locked,
    Paid,
    Approved,
    Returned,
    Settled,
}

/// <summary>Abnormal refunds that finance pays together (R-REF-7): listed, totalled and locked, approved, then paid once.</summary>
public sealed record Batch(string BatchId, ImmutableArray<BatchItem> Items, string CreatedBy, Instant CreatedAt)
{
    public BatchState State { get; init; }

    public string? ApprovedBy { get; init; }

    public Instant? ApprovedAt { get; init; }

    public string? PaidBy { get; init; }

    public Instant? PaidAt { get; init; }

    public Instant? SettledAt { get; init; }

    public string? ReturnedBy { get; init; }

    public Instant? ReturnedAt { get; init; }

    public string? ReturnedReason { get; init; }

    /// <summary>When the approval or the payment is overdue; null where nobody is waited for.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>That time has passed: a person has to look (R-CLK-4).</summary>
    public bool Overdue { get; init; }

    /// <summary>When its refunds are looked at next, how the channel answered; null while none is under way.</summary>
    public Instant? LookAt { get; init; }

    /// <summary>How often they were looked at.</summary>
    public int Looks { get; init; }

    public Money Total => Sum(item => item.Amount);

    /// <summary>Whether the refunds are held: no other batch can take them.</summary>
    public bool Holds => State != BatchState.Returned;

    /// <summary>Refunds that do not know yet that they are locked into it.</summary>
    public IEnumerable<BatchItem> Unlocked =>
        State is BatchState.Locked or BatchState.Approved ? Items.Where(item => item.Progress == BatchProgress.Listed) : [];

    /// <summary>Refunds that do not know yet that they are to be paid.</summary>
    public IEnumerable<BatchItem> Unreleased => State == BatchState.Paid ? Items.Where(item => item.Progress < BatchProgress.Released) : [];

    /// <summary>Refunds that do not know yet that they are out of it.</summary>
    public IEnumerable<BatchItem> Unfreed => State == BatchState.Returned ? Items.Where(item => item.Progress != BatchProgress.Freed) : [];

    /// <summary>Refunds that were paid for, and whose end is not known yet.</summary>
    public IEnumerable<BatchItem> Unended => State == BatchState.Paid ? Items.Where(item => !item.HasEnded) : [];

    public BatchItem? Item(string refundId) => Items.FirstOrDefault(item => item.RefundId == refundId);

    public Money Sum(Func<BatchItem, Money> amount) => Money.Sum(Items.Select(amount), Items[0].Amount.Currency);

    internal Batch Put(string refundId, BatchProgress progress) =>
        Item(refundId) is { } item ? this with { Items = Items.Replace(item, item with { Progress = progress }) } : this;
}

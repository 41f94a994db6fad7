using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain.Batches;

public enum BatchState
{
    Pending,
    Approved,
    Released,

    /// <summary>None of it was approved: nothing is left to release.</summary>
    SentBack,
}

/// <summary>The day's invoices (R-INV-5).</summary>
/// <param name="MovedAt">When it last changed its state.</param>
/// <param name="Told">How far the invoices know of it; null before the first time.</param>
public sealed record Batch(
    ImmutableArray<BatchItem> Items, BatchState State, Instant CreatedAt, string CreatedBy, Instant MovedAt, BatchState? Told = null)
{
    public string? ApprovedBy { get; init; }

    public string? ReleasedBy { get; init; }

    /// <summary>What the batch still holds: its items but for those sent back.</summary>
    public IEnumerable<BatchItem> Held => Items.Where(item => item.SentBackReason is null);
}

/// <param name="Total">When the batch was made; a refund that comes before the invoice is issued still reduces it.</param>
/// <param name="CheckedBy">Who prepared it, and so approves and releases nothing of this batch (R-PPL-1).</param>
/// <param name="SentBackReason">Why the supervisor did not approve it; null otherwise.</param>
public sealed record BatchItem(string InvoiceId, string OrderId, Money Total, string CheckedBy, string? SentBackReason = null);

public abstract record BatchEvent(Instant At);

public sealed record BatchCreated(Instant At, string By, ImmutableArray<BatchItem> Items) : BatchEvent(At);

/// <param name="SentBack">Reasons by invoice: what is not approved says why (R-INV-5).</param>
public sealed record BatchApproved(Instant At, string By, ImmutableDictionary<string, string> SentBack) : BatchEvent(At);

public sealed record BatchReleased(Instant At, string By) : BatchEvent(At);

/// <summary>All its invoices know.</summary>
public sealed record BatchTold(Instant At, BatchState Reached) : BatchEvent(At);

using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain.Batches;

public enum BatchState
{
    Pending,
    Approved,
    Released,
}

/// <summary>The day's invoices (R-INV-5).</summary>
/// <param name="MovedAt">When it last changed its state.</param>
/// <param name="Told">How far the invoices know of it; null before the first time.</param>
public sealed record Batch(
    ImmutableArray<BatchItem> Items, BatchState State, Instant CreatedAt, string CreatedBy, Instant MovedAt, BatchState? Told = null)
{
    public string? ApprovedBy { get; init; }

    public string? ReleasedBy { get; init; }
}

/// <param name="Total">When the batch was made; a refund that comes before the invoice is issued still reduces it.</param>
/// <param name="CheckedBy">Who prepared it, and so approves and releases nothing of this batch (R-PPL-1).</param>
public sealed record BatchItem(string InvoiceId, string OrderId, Money Total, string CheckedBy);

public abstract record BatchEvent(Instant At);

public sealed record BatchCreated(Instant At, string By, ImmutableArray<BatchItem> Items) : BatchEvent(At);

public sealed record BatchApproved(Instant At, string By) : BatchEvent(At);

public sealed record BatchReleased(Instant At, string By) : BatchEvent(At);

/// <summary>All its invoices know.</summary>
public sealed record BatchTold(Instant At, BatchState Reached) : BatchEvent(At);

using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>What happened to an order's invoices.</summary>
public abstract record InvoiceEvent(Instant At);

public sealed record Requested(
    Instant At, string InvoiceId, InvoiceKind Kind, string CustomerId, string SealedTitle, bool TaxpayerNumberWarning,
    ImmutableArray<BilledLine> Billed, Instant DueAt, string PolicyVersion) : InvoiceEvent(At);

public sealed record Checked(Instant At, string InvoiceId, string By, ImmutableArray<BilledLine> Billed) : InvoiceEvent(At);

public sealed record Batched(Instant At, string InvoiceId, string BatchId) : InvoiceEvent(At);

public sealed record Approved(Instant At, string InvoiceId, string BatchId) : InvoiceEvent(At);

/// <summary>The tax platform will be asked under the invoice's id.</summary>
public sealed record Released(Instant At, string InvoiceId, string BatchId) : InvoiceEvent(At);

public sealed record Issued(Instant At, string InvoiceId, string Number, Instant IssuedAt) : InvoiceEvent(At);

public sealed record IssueRefused(Instant At, string InvoiceId, string Code, Instant AskAt) : InvoiceEvent(At);

/// <summary>The tax platform is working on it; what it refused before is over.</summary>
public sealed record IssueAwaited(Instant At, string InvoiceId, Instant AskAt) : InvoiceEvent(At);

/// <summary>A refund was accepted: at once cleared, having reduced an invoice that was not issued or none, or waiting for a red letter.</summary>
public sealed record RefundTaken(Instant At, string CustomerId, RefundClearing Refund) : InvoiceEvent(At);

/// <summary>The tax platform will be asked under the red letter's id.</summary>
public sealed record RedLetterStarted(Instant At, string InvoiceId, RedLetter RedLetter) : InvoiceEvent(At);

public sealed record RedLetterIssued(Instant At, string InvoiceId, string RedLetterId, string RefundId, string Number, Instant IssuedAt) : InvoiceEvent(At);

public sealed record RedLetterRefused(Instant At, string InvoiceId, string RedLetterId, string Code, Instant AskAt) : InvoiceEvent(At);

/// <summary>The tax platform is working on it; what it refused before is over.</summary>
public sealed record RedLetterAwaited(Instant At, string InvoiceId, string RedLetterId, Instant AskAt) : InvoiceEvent(At);

/// <summary>A refund that waited needs no red letter: nothing of its lines is left on the invoice.</summary>
public sealed record RefundCleared(Instant At, string RefundId) : InvoiceEvent(At);

/// <summary>A refund will never be paid.</summary>
public sealed record RefundDropped(Instant At, string CustomerId, RefundClearing Refund) : InvoiceEvent(At);

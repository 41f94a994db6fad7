using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>What happened to an order's invoices.</summary>
public abstract record InvoiceEvent(Instant At);

/// <param name="Paid">What was paid for each line of the order.</param>
public sealed record Requested(
    Instant At, string InvoiceId, string CustomerId, InvoiceForm Asked, ImmutableArray<BilledLine> Paid, ImmutableArray<BilledLine> Billed,
    string PolicyVersion) : InvoiceEvent(At)
{
    /// <summary>The wrong invoice whose place it takes.</summary>
    public string? Replaces { get; init; }

    /// <summary>The wrong original that has to come back first.</summary>
    public Original? Original { get; init; }
}

/// <summary>What it should be was put right before it was issued; it has to be checked again.</summary>
public sealed record Corrected(
    Instant At, string InvoiceId, InvoiceForm Asked, ImmutableArray<BilledLine> Paid, ImmutableArray<BilledLine> Billed) : InvoiceEvent(At);

/// <summary>The order was paid or received, and another date is promised.</summary>
public sealed record OrderFollowed(Instant At, string InvoiceId, WaitsFor WaitsFor, Promise Promise) : InvoiceEvent(At);

/// <summary>It is not wanted any more: not ticked in the order's latest version, or the wrong original never came.</summary>
public sealed record Withdrawn(Instant At, string InvoiceId) : InvoiceEvent(At);

public sealed record Checked(
    Instant At, string InvoiceId, string By, InvoiceCase Case, ImmutableArray<BilledLine> Paid, ImmutableArray<BilledLine> Billed) : InvoiceEvent(At);

public sealed record Batched(Instant At, string InvoiceId, string BatchId) : InvoiceEvent(At);

public sealed record Approved(Instant At, string InvoiceId, string BatchId) : InvoiceEvent(At);

/// <summary>The supervisor did not approve it with its batch; it waits to be put right and checked again.</summary>
public sealed record SentBack(Instant At, string InvoiceId, string BatchId, string Reason) : InvoiceEvent(At), IReasoned;

/// <summary>The tax platform will be asked under the invoice's id.</summary>
public sealed record Released(Instant At, string InvoiceId, string BatchId, IssueForm Form) : InvoiceEvent(At);

public sealed record Issued(Instant At, string InvoiceId, string Number, Instant IssuedAt) : InvoiceEvent(At);

public sealed record IssueRefused(Instant At, string InvoiceId, string Code, Instant AskAt) : InvoiceEvent(At);

/// <summary>The tax platform is working on it; what it refused before is over.</summary>
public sealed record IssueAwaited(Instant At, string InvoiceId, Instant AskAt) : InvoiceEvent(At);

public sealed record Delivered(Instant At, string InvoiceId, Delivery Delivery) : InvoiceEvent(At);

/// <summary>The customer sent the wrong original; it is waited for some days more.</summary>
public sealed record OriginalSent(Instant At, string InvoiceId, string TrackingNo, Instant AskAt) : InvoiceEvent(At);

public sealed record OriginalReminded(Instant At, string InvoiceId, Instant AskAt) : InvoiceEvent(At);

/// <summary>The wrong original is back: the new invoice takes over what is left of it.</summary>
public sealed record OriginalArrived(
    Instant At, string InvoiceId, string Replaces, bool MerchantsFault, bool IsPaper, ImmutableArray<BilledLine> Billed, Promise Promise) : InvoiceEvent(At);

/// <summary>Refund pays the postage of the wrong original back.</summary>
public sealed record PostageRequested(Instant At, string InvoiceId, string RefundId) : InvoiceEvent(At);

/// <summary>Refund does not pay it back, and a person has to look.</summary>
public sealed record PostageRefused(Instant At, string InvoiceId, string Reason) : InvoiceEvent(At);

/// <summary>A refund was accepted.</summary>
public sealed record RefundTaken(Instant At, string CustomerId, RefundClearing Refund) : InvoiceEvent(At);

/// <summary>A refund reduced an invoice that was not issued.</summary>
public sealed record Reduced(Instant At, string InvoiceId, string RefundId, ImmutableArray<LinePart> Parts) : InvoiceEvent(At);

/// <summary>A refund will never be paid: an invoice that it had reduced and that is not issued bills it again.</summary>
public sealed record Restored(Instant At, string InvoiceId, string RefundId, ImmutableArray<BilledLine> Billed) : InvoiceEvent(At);

/// <summary>Everything invoiced that a refund concerns was found; red letters are being issued for it.</summary>
public sealed record RefundPlaced(Instant At, string RefundId) : InvoiceEvent(At);

/// <summary>Nothing invoiced stands in the refund's way.</summary>
public sealed record RefundCleared(Instant At, string RefundId, bool RedLettered) : InvoiceEvent(At);

/// <summary>A refund will never be paid.</summary>
public sealed record RefundDropped(Instant At, string CustomerId, RefundClearing Refund) : InvoiceEvent(At);

/// <summary>The tax platform will be asked under the red letter's id.</summary>
public sealed record RedLetterStarted(Instant At, string InvoiceId, RedLetter RedLetter) : InvoiceEvent(At);

public sealed record RedLetterIssued(Instant At, string InvoiceId, string RedLetterId, string? RefundId, string Number, Instant IssuedAt) : InvoiceEvent(At);

public sealed record RedLetterRefused(Instant At, string InvoiceId, string RedLetterId, string Code, Instant AskAt) : InvoiceEvent(At);

/// <summary>The tax platform is working on it; what it refused before is over.</summary>
public sealed record RedLetterAwaited(Instant At, string InvoiceId, string RedLetterId, Instant AskAt) : InvoiceEvent(At);

/// <summary>Somebody applied for a red letter by hand; another person has to confirm it.</summary>
public sealed record RedLetterApplied(Instant At, string InvoiceId, RedLetter RedLetter) : InvoiceEvent(At);

/// <summary>The tax platform will be asked, for lines split anew from what is left now.</summary>
public sealed record RedLetterConfirmed(Instant At, string InvoiceId, string RedLetterId, string By, ImmutableArray<InvoiceLine> Lines) : InvoiceEvent(At);

public sealed record RedLetterRejected(Instant At, string InvoiceId, string RedLetterId, string By, string Note) : InvoiceEvent(At), IReasoned
{
    string IReasoned.Reason => Note;
}

public sealed record RedLetterOverdue(Instant At, string InvoiceId, string RedLetterId) : InvoiceEvent(At);

public sealed record DueSoon(Instant At, string InvoiceId) : InvoiceEvent(At);

public sealed record WentOverdue(Instant At, string InvoiceId) : InvoiceEvent(At);

/// <summary>An agent refused an invoice or set a condition (R-INV-1).</summary>
public sealed record BreachRecorded(Instant At, string CustomerId, Breach Breach) : InvoiceEvent(At);

/// <summary>Somebody read the title in clear (R-PPL-2).</summary>
public sealed record TitleRevealed(Instant At, string InvoiceId, string By, string Purpose) : InvoiceEvent(At);

/// <summary>What an invoice should be, as it was asked for.</summary>
public sealed record InvoiceForm(
    InvoiceCase Case, InvoiceKind Kind, SealedText? SealedTitle, bool TaxpayerNumberWarning, bool IsPart, WaitsFor WaitsFor, Promise Promise);

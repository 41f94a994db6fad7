using System.Collections.Immutable;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

public enum InvoiceKind
{
    Ordinary,
    VatSpecial,
    Digital,
}

/// <summary>Why it is asked for (R-INV-3).</summary>
public enum InvoiceCase
{
    /// <summary>Not ticked at the order.</summary>
    Supplement,

    /// <summary>Ticked at the order and absent: the warehouse bears the postage.</summary>
    Missed,

    /// <summary>Takes the place of one that was issued wrongly.</summary>
    Wrong,
    VatSpecial,

    /// <summary>Ticked at the order; nobody had to ask.</summary>
    AtOrder,

    /// <summary>Invoices again what a refund had taken off and that was never paid.</summary>
    RefundFailed,
}

/// <summary>R-INV-7. The numbers are the contract's less one; which states come before which is said by <see cref="Invoice"/>.</summary>
public enum InvoiceState
{
    Requested,
    Checked,
    Batched,
    Approved,

    /// <summary>The tax platform was asked, or is about to be: from here on nothing is edited (R-INV-6).</summary>
    Issuing,
    Issued,
    RedLettered,
    Withdrawn,
    Delivered,

    /// <summary>The wrong original came back; its red letter is under way.</summary>
    Returned,

    /// <summary>Takes the place of a wrong one that the customer has to send back first; counts for nothing until then.</summary>
    AwaitingOriginal,
}

/// <summary>What keeps it from being issued now; a date is promised all the same (R-INV-1).</summary>
public enum WaitsFor
{
    Nothing,
    Payment,

    /// <summary>A VAT special invoice is issued after the order was received (R-INV-3).</summary>
    Receipt,
    Original,
    Title,
}

/// <summary>A blue invoice with the red letters that take it back. Its id is its serial number at the tax platform.</summary>
/// <param name="SealedTitle">To whom, sealed (R-PPL-2); null for one ticked at the order while nobody has said.</param>
/// <param name="Billed">What it bills of the order; fixed from the moment that the tax platform is asked.</param>
/// <param name="Lines">What is or will be on it.</param>
public sealed record Invoice(
    string InvoiceId, InvoiceCase Case, InvoiceKind Kind, InvoiceState State, SealedText? SealedTitle, bool TaxpayerNumberWarning,
    ImmutableArray<BilledLine> Billed, ImmutableArray<InvoiceLine> Lines, ImmutableArray<RedLetter> RedLetters,
    Instant RequestedAt, Promise Promise, string PolicyVersion)
{
    /// <summary>Asked for in part: it never takes more than it was asked for, where others take whatever is left of the order.</summary>
    public bool IsPart { get; init; }

    public WaitsFor WaitsFor { get; init; }

    /// <summary>The wrong invoice whose place it takes.</summary>
    public string? Replaces { get; init; }

    /// <summary>The wrong original on its way back.</summary>
    public Original? Original { get; init; }

    public string? CheckedBy { get; init; }

    public string? BatchId { get; init; }

    /// <summary>The last batch that it was not approved in, and why.</summary>
    public SentBackFrom? SentBack { get; init; }

    /// <summary>When the tax platform is to be asked; null while it is not.</summary>
    public Instant? AskAt { get; init; }

    /// <summary>Code of its last refusal.</summary>
    public string? Failure { get; init; }

    /// <summary>Who issues it, and what stands below its lines; fixed before the tax platform is asked.</summary>
    public IssueForm? Form { get; init; }

    public string? Number { get; init; }

    public Instant? IssuedAt { get; init; }

    public Delivery? Delivery { get; init; }

    /// <summary>Its documents; null until they are written.</summary>
    public PaperSet? Papers { get; init; }

    /// <summary>On its way by e-mail, or sent; null where nobody wanted that.</summary>
    public Mailing? Mailing { get; init; }

    /// <summary>Somebody was told that it is due soon.</summary>
    public bool Reminded { get; init; }

    public bool Overdue { get; init; }

    /// <summary>When it has to be with the customer.</summary>
    public Instant DueAt => Promise.DueAt;

    /// <summary>Whether it can still be changed.</summary>
    public bool IsOpen => State is InvoiceState.Requested or InvoiceState.Checked or InvoiceState.Batched or InvoiceState.Approved;

    /// <summary>Whether it was issued and something of it may be left.</summary>
    public bool IsIssued => State is InvoiceState.Issued or InvoiceState.Delivered or InvoiceState.Returned;

    /// <summary>Whether it stands for amounts of the order.</summary>
    public bool IsLive => IsOpen || IsIssued || State == InvoiceState.Issuing;

    /// <summary>Whether the customer still waits for it.</summary>
    public bool IsAwaited => IsOpen || State is InvoiceState.Issuing or InvoiceState.Issued;

    public Money Total => Sum(Lines.Select(line => line.Split.Gross));

    public Money Tax => Sum(Lines.Select(line => line.Split.Tax));

    /// <summary>Taken back by issued red letters.</summary>
    public Money RedLettered => Sum(RedLetters.Where(red => red.State == RedLetterState.Issued).Select(red => red.Total));

    /// <summary>What red letters, those being issued included, have left of a line.</summary>
    public InvoiceLine Left(InvoiceLine line) => RedLetters
        .Where(red => red.Counts)
        .SelectMany(red => red.Lines)
        .Where(red => red.LineId == line.LineId)
        .Aggregate(line, (left, red) => left with { Quantity = left.Quantity - red.Quantity, Split = left.Split - red.Split });

    /// <summary>What it stands for of each line: less what was taken back.</summary>
    public IEnumerable<LinePart> Standing() => IsIssued
        ? Lines.Select(Left).Select(left => new LinePart(left.LineId, left.Quantity, left.Split.Gross))
        : Billed.Where(line => line.Amount.IsPositive).Select(line => new LinePart(line.LineId, line.Quantity, line.Amount));

    /// <summary>A red letter's lines for parts of lines, at most what is left of each (R-INV-6); none when nothing is.</summary>
    public ImmutableArray<InvoiceLine> RedLines(IEnumerable<LinePart> parts) =>
    [
        .. Lines.Select(Left).Join(
                parts,
                left => left.LineId,
                part => part.LineId,
                (left, part) => (Left: left, part.Quantity, Amount: Money.Min(part.Amount, left.Split.Gross)))
            .Where(part => part.Amount.IsPositive)
            .Select(part => part.Left with
            {
                Quantity = Math.Min(part.Quantity, part.Left.Quantity),
                Split = part.Left.Split.Take(part.Amount, part.Left.Content.Rate),
                Discount = null,
            }),
    ];

    private static Money Sum(IEnumerable<Money> amounts) => Money.Sum(amounts, Currency.Cny);
}

/// <summary>A date that the customer was promised (R-INV-1), and when it is called to mind.</summary>
public sealed record Promise(Instant DueAt, Instant RemindAt);

/// <param name="LineId">The order's line, or <see cref="Billing.FreightLine"/>.</param>
/// <param name="Split">What is owed for it.</param>
public sealed record InvoiceLine(string LineId, Content Content, int Quantity, TaxSplit Split)
{
    /// <summary>What its list price was reduced by: printed as a discount line below it. Null without a discount.</summary>
    public TaxSplit? Discount { get; init; }

    /// <summary>As printed above its discount line.</summary>
    public TaxSplit Listed => Discount is { } discount ? Split + discount : Split;
}

/// <summary>A part of an order's line: some pieces, and an amount with its tax.</summary>
public sealed record LinePart(string LineId, int Quantity, Money Amount);

/// <summary>The wrong original, on its way back.</summary>
/// <param name="TrackingNo">The customer's parcel; null before it was told.</param>
/// <param name="AskAt">When the customer is reminded, or not waited for any more.</param>
/// <param name="Reminders">Sent so far.</param>
public sealed record Original(string? TrackingNo, Instant AskAt, int Reminders)
{
    public Instant? ArrivedAt { get; init; }

    /// <summary>Whether the merchant was at fault, and so pays the postage back (R-INV-3); decided when it arrives.</summary>
    public bool MerchantsFault { get; init; }

    /// <summary>The refund of the postage; null while it was not asked for.</summary>
    public string? PostageRefundId { get; init; }

    /// <summary>Why Refund does not pay the postage back: a person has to look.</summary>
    public string? PostageFailure { get; init; }

    /// <summary>Whether Refund is still to be asked to pay the postage back.</summary>
    public bool OwesPostage => ArrivedAt is not null && MerchantsFault && PostageRefundId is null && PostageFailure is null;
}

public sealed record SentBackFrom(string BatchId, string Reason);

/// <summary>What the form of an invoice says beside buyer and lines.</summary>
/// <param name="Drawer">Name of who draws it up (开票人).</param>
public sealed record IssueForm(Seller Seller, string Drawer, string Remark);

public enum DeliveryMedium
{
    Email,
    Download,
    Parcel,
    Link,
}

/// <param name="Reference">Tracking number of a parcel, id of a message; may be empty.</param>
public sealed record Delivery(DeliveryMedium Medium, string Reference, Instant At);

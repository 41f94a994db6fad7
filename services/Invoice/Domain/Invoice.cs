using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

public enum InvoiceKind
{
    Ordinary,
    VatSpecial,
    Digital,
}

/// <summary>R-INV-7.</summary>
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
}

/// <summary>A blue invoice with the red letters that take it back. Its id is its serial number at the tax platform.</summary>
/// <param name="SealedTitle">To whom, sealed (R-PPL-2).</param>
/// <param name="Billed">What it bills of the order: without the refunds cleared before it was requested, with those cleared since.</param>
/// <param name="Lines">What is or will be on it.</param>
public sealed record Invoice(
    string InvoiceId, InvoiceKind Kind, InvoiceState State, string SealedTitle, bool TaxpayerNumberWarning,
    ImmutableArray<BilledLine> Billed, ImmutableArray<InvoiceLine> Lines, ImmutableArray<RedLetter> RedLetters,
    Instant RequestedAt, Instant DueAt, string PolicyVersion)
{
    public string? CheckedBy { get; init; }

    public string? BatchId { get; init; }

    /// <summary>When the tax platform is to be asked; null while it is not.</summary>
    public Instant? AskAt { get; init; }

    /// <summary>Code of its last refusal.</summary>
    public string? Failure { get; init; }

    public string? Number { get; init; }

    public Instant? IssuedAt { get; init; }

    /// <summary>Whether it stands for the order's amounts: there is one such at a time.</summary>
    [JsonIgnore]
    public bool IsLive => State is not (InvoiceState.RedLettered or InvoiceState.Withdrawn);

    /// <summary>Whether it can still be changed.</summary>
    [JsonIgnore]
    public bool IsOpen => State < InvoiceState.Issuing;

    [JsonIgnore]
    public Money Total => Sum(Lines.Select(line => line.Split.Gross));

    [JsonIgnore]
    public Money Tax => Sum(Lines.Select(line => line.Split.Tax));

    /// <summary>Taken back by issued red letters.</summary>
    [JsonIgnore]
    public Money RedLettered => Sum(RedLetters.Where(red => red.State == RedLetterState.Issued).Select(red => red.Total));

    /// <summary>What red letters, those under way included, have left of a line.</summary>
    public InvoiceLine Left(InvoiceLine line) => RedLetters
        .SelectMany(red => red.Lines)
        .Where(red => red.LineId == line.LineId)
        .Aggregate(line, (left, red) => left with { Quantity = left.Quantity - red.Quantity, Split = left.Split - red.Split });

    /// <summary>The red letter's lines for a refund: at most what is left of each line (R-INV-6); none when nothing is.</summary>
    public ImmutableArray<InvoiceLine> RedLines(ImmutableArray<RefundedLine> refunded) =>
    [
        .. Lines.Select(Left).Join(
                refunded,
                left => left.LineId,
                refund => refund.LineId,
                (left, refund) => (Left: left, Refund: refund, Amount: Money.Min(refund.Amount, left.Split.Gross)))
            .Where(part => part.Amount.IsPositive)
            .Select(part => part.Left with
            {
                Quantity = Math.Min(part.Refund.Quantity, part.Left.Quantity),
                Split = part.Left.Split.Take(part.Amount, part.Left.Content.Rate),
            }),
    ];

    private static Money Sum(IEnumerable<Money> amounts) => Money.Sum(amounts, Currency.Cny);
}

/// <param name="LineId">The order's line, or <see cref="Billing.FreightLine"/>.</param>
public sealed record InvoiceLine(string LineId, Content Content, int Quantity, TaxSplit Split);

public enum RedLetterState
{
    Issuing,
    Issued,
}

/// <summary>Takes back all or part of a blue invoice (R-INV-6). Its id is its serial number at the tax platform; amounts are positive.</summary>
/// <param name="GoodsReturned">Whether goods came back; otherwise it is an allowance.</param>
/// <param name="AskAt">When the tax platform is to be asked; null once issued.</param>
public sealed record RedLetter(
    string RedLetterId, string RefundId, ImmutableArray<InvoiceLine> Lines, bool GoodsReturned, RedLetterState State, Instant? AskAt)
{
    public string? Failure { get; init; }

    public string? Number { get; init; }

    public Instant? IssuedAt { get; init; }

    [JsonIgnore]
    public Money Total => Money.Sum(Lines.Select(line => line.Split.Gross), Currency.Cny);
}

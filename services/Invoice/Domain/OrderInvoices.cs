using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>
/// Everything invoiced of one order, and every refund that was accepted for it. One aggregate, so that requests, refunds and the day's batch meet on
/// its version: what is invoiced never passes what was paid, and an invoice is either reduced before it is issued or red-lettered after.
/// </summary>
/// <param name="Paid">What was paid for each line, as the order's facts had it when an invoice was last requested or checked.</param>
public sealed record OrderInvoices(
    string CustomerId, ImmutableArray<BilledLine> Paid, ImmutableArray<Invoice> Invoices, ImmutableArray<RefundClearing> Refunds)
{
    /// <summary>Refusals and conditions that agents recorded (R-INV-1).</summary>
    public ImmutableArray<Breach> Breaches { get; init; } = [];

    public static OrderInvoices Of(string customerId) => new(customerId, [], [], []);

    /// <summary>Invoices that stand for amounts of the order.</summary>
    public IEnumerable<Invoice> Live => Invoices.Where(invoice => invoice.IsLive);

    public Invoice? Find(string invoiceId) => Invoices.FirstOrDefault(invoice => invoice.InvoiceId == invoiceId);

    /// <summary>What has to happen before it can be checked: the red letter of the wrong one whose place it takes comes first (R-INV-3).</summary>
    public WaitsFor Awaited(Invoice invoice) =>
        invoice.Replaces is { } wrong && Find(wrong)!.State != InvoiceState.RedLettered ? WaitsFor.Original : invoice.WaitsFor;

    public Invoice? WithRedLetter(string redLetterId) =>
        Invoices.FirstOrDefault(invoice => invoice.RedLetters.Any(red => red.RedLetterId == redLetterId));

    public RefundClearing? Refund(string refundId) => Refunds.FirstOrDefault(refund => refund.RefundId == refundId);

    /// <summary>What all invoices but one stand for of a line.</summary>
    public LinePart Standing(string lineId, string? except = null)
    {
        var parts = Live.Where(invoice => invoice.InvoiceId != except).SelectMany(invoice => invoice.Standing()).Where(part => part.LineId == lineId).ToList();
        return new(lineId, parts.Sum(part => part.Quantity), Money.Sum(parts.Select(part => part.Amount), Currency.Cny));
    }

    /// <summary>What is left to invoice of each line: paid, not refunded, and on no invoice but perhaps one. Never below zero.</summary>
    public ImmutableArray<BilledLine> Left(string? except = null) => Unbilled(refund => refund.Lines, except);

    /// <summary>
    /// Like <see cref="Left"/>, but refunds that wait for an invoice to be issued count only as far as they were taken off others: the rest will be
    /// taken off that one.
    /// </summary>
    public ImmutableArray<BilledLine> Unbilled(string? except = null) => Unbilled(refund => refund.Counted, except);

    private ImmutableArray<BilledLine> Unbilled(Func<RefundClearing, IEnumerable<LinePart>> counted, string? except) =>
    [
        .. Billing.Less(Paid, Refunds.Where(refund => !refund.Failed).SelectMany(counted)).Select(line =>
        {
            var standing = Standing(line.LineId, except);
            return line with { Quantity = Math.Max(0, line.Quantity - standing.Quantity), Amount = Billing.Less(line.Amount, standing.Amount) };
        }),
    ];

    internal OrderInvoices Put(Invoice invoice) =>
        this with { Invoices = [.. Invoices.Select(present => present.InvoiceId == invoice.InvoiceId ? invoice : present)] };

    internal OrderInvoices Put(RefundClearing refund) =>
        this with { Refunds = [.. Refunds.Select(present => present.RefundId == refund.RefundId ? refund : present)] };
}

public enum ClearingState
{
    /// <summary>An invoice is being issued; it is red-lettered after.</summary>
    Waiting,

    /// <summary>Red letters are being issued.</summary>
    RedLettering,

    /// <summary>The refund can be paid (R-REF-8).</summary>
    Cleared,
}

/// <summary>An accepted refund, and what it took off which invoices. Each refund is cleared once.</summary>
/// <param name="Lines">Each line at most once; freight among them.</param>
/// <param name="Taken">What it took off invoices so far: from those not issued by reducing them, from the others by red letters.</param>
/// <param name="Failed">It was never paid: what it took is invoiced again.</param>
public sealed record RefundClearing(
    string RefundId, ImmutableArray<LinePart> Lines, bool GoodsReturned, ClearingState State, ImmutableArray<Taking> Taken, bool Failed = false)
{
    /// <summary>What of it the invoices reflect: all of it, or while it waits what it has taken so far.</summary>
    public IEnumerable<LinePart> Counted => State == ClearingState.Waiting ? Taken.Select(taking => taking.Part) : Lines;

    /// <summary>What it can still take of a line.</summary>
    public LinePart Untaken(string lineId)
    {
        var asked = Lines.FirstOrDefault(line => line.LineId == lineId) ?? new LinePart(lineId, 0, Money.Cny(0));
        var taken = Taken.Select(taking => taking.Part).Where(part => part.LineId == lineId).ToList();
        return asked with { Quantity = asked.Quantity - taken.Sum(part => part.Quantity), Amount = asked.Amount - Money.Sum(taken.Select(part => part.Amount), Currency.Cny) };
    }
}

/// <summary>A part of a line that a refund took off an invoice.</summary>
public sealed record Taking(string InvoiceId, LinePart Part);

public enum BreachKind
{
    Refused,
    Conditioned,
    FeeCharged,
    OtherIssuer,
}

/// <param name="Points">Violation points at the platform (handbook §9).</param>
public sealed record Breach(BreachKind Kind, int Points, string By, Instant At);

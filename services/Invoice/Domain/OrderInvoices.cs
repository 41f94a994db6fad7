using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>
/// Everything invoiced of one order, and every refund that was accepted for it. One aggregate, so that a refund and the day's batch meet on its
/// version: an invoice is either reduced before it is issued or red-lettered after.
/// </summary>
public sealed record OrderInvoices(string CustomerId, ImmutableArray<Invoice> Invoices, ImmutableArray<RefundClearing> Refunds)
{
    public static OrderInvoices Of(string customerId) => new(customerId, [], []);

    /// <summary>The invoice that stands for the order's amounts now.</summary>
    [JsonIgnore]
    public Invoice? Live => Invoices.LastOrDefault(invoice => invoice.IsLive);

    public Invoice? Find(string invoiceId) => Invoices.FirstOrDefault(invoice => invoice.InvoiceId == invoiceId);

    public Invoice? WithRedLetter(string redLetterId) =>
        Invoices.FirstOrDefault(invoice => invoice.RedLetters.Any(red => red.RedLetterId == redLetterId));

    public RefundClearing? Refund(string refundId) => Refunds.FirstOrDefault(refund => refund.RefundId == refundId);

    /// <summary>Refunds that an invoice has to reflect.</summary>
    public IEnumerable<RefundClearing> AppliedTo(string invoiceId) =>
        Refunds.Where(refund => refund.InvoiceId == invoiceId && refund.State != ClearingState.Waiting);

    internal OrderInvoices Put(Invoice invoice) =>
        this with { Invoices = [.. Invoices.Select(present => present.InvoiceId == invoice.InvoiceId ? invoice : present)] };

    internal OrderInvoices Put(RefundClearing refund) =>
        this with { Refunds = [.. Refunds.Select(present => present.RefundId == refund.RefundId ? refund : present)] };
}

public enum ClearingState
{
    /// <summary>The invoice is being issued; it is red-lettered after.</summary>
    Waiting,

    /// <summary>A red letter is being issued.</summary>
    RedLettering,

    /// <summary>The refund can be paid (R-REF-8).</summary>
    Cleared,
}

/// <summary>An accepted refund, and how far it is taken off what was invoiced. Each refund is cleared once.</summary>
/// <param name="Lines">Each line at most once; freight among them.</param>
/// <param name="InvoiceId">The invoice that it is taken off; null when there was none.</param>
/// <param name="Failed">It was never paid: what is invoiced later contains it again.</param>
public sealed record RefundClearing(
    string RefundId, ImmutableArray<RefundedLine> Lines, bool GoodsReturned, ClearingState State, string? InvoiceId, bool Failed = false);

public sealed record RefundedLine(string LineId, int Quantity, Money Amount);

using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>R-INV-6 for one line: what was invoiced and taken back against what the customer finally paid. Amounts contain the tax.</summary>
/// <param name="Refunded">By refunds that were accepted; one that waits for an invoice being issued counts once that is issued.</param>
/// <param name="Blue">On invoices that were issued, those taken back in full included.</param>
/// <param name="Red">By red letters that were issued or are being issued; positive.</param>
/// <param name="UnderWay">On invoices that are requested and not issued yet.</param>
public sealed record LineBalance(string LineId, string Content, Money Paid, Money Refunded, Money Blue, Money Red, Money UnderWay)
{
    /// <summary>What the customer finally paid less what invoices stand for; never below zero.</summary>
    public Money Left => Paid - Refunded - (Blue - Red + UnderWay);
}

/// <summary>The same figures that <see cref="InvoiceInvariants"/> holds at each write, put together another way: from documents, not from what is left of them.</summary>
public static class OrderBalance
{
    public static ImmutableArray<LineBalance> Of(OrderInvoices order)
    {
        var issued = order.Invoices.Where(invoice => invoice.Number is not null).ToList();
        var blue = issued.SelectMany(invoice => invoice.Lines).ToLookup(line => line.LineId, line => line.Split.Gross);
        var red = issued.SelectMany(invoice => invoice.RedLetters).Where(letter => letter.Counts).SelectMany(letter => letter.Lines)
            .ToLookup(line => line.LineId, line => line.Split.Gross);
        var underWay = order.Live.Where(invoice => !invoice.IsIssued).SelectMany(invoice => invoice.Billed).ToLookup(line => line.LineId, line => line.Amount);
        var refunds = order.Refunds.Where(refund => !refund.Failed).SelectMany(refund => refund.Counted).ToLookup(part => part.LineId, part => part.Amount);
        return
        [
            .. order.Paid.Select(line => new LineBalance(
                line.LineId, line.Content.Name, line.Amount, Money.Min(line.Amount, Sum(refunds[line.LineId])), Sum(blue[line.LineId]), Sum(red[line.LineId]),
                Sum(underWay[line.LineId]))),
        ];
    }

    public static LineBalance Total(ImmutableArray<LineBalance> lines) => new(
        "", "", Sum(lines.Select(line => line.Paid)), Sum(lines.Select(line => line.Refunded)), Sum(lines.Select(line => line.Blue)),
        Sum(lines.Select(line => line.Red)), Sum(lines.Select(line => line.UnderWay)));

    /// <summary>
    /// Whether everything was asked for, on invoices that take whatever is left, and they do not come to what was paid: somebody took something back by
    /// hand without a refund (R-INV-6).
    /// </summary>
    public static bool IsUnbalanced(OrderInvoices order) =>
        order.Live.Any() && order.Live.All(invoice => !invoice.IsPart) && Of(order).Any(line => !line.Left.IsZero);

    private static Money Sum(IEnumerable<Money> amounts) => Money.Sum(amounts, Currency.Cny);
}

using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>What is to be invoiced of a line, tax included.</summary>
public sealed record BilledLine(string LineId, Content Content, int Quantity, Money Amount);

/// <summary>From what was paid to what is invoiced. Contents and amounts are the order's, less what was refunded (R-INV-1).</summary>
public static class Billing
{
    /// <summary>Id under which freight stands beside the order's lines.</summary>
    public const string FreightLine = "freight";

    /// <summary>
    /// The order's lines and its freight; together exactly what was paid. Where the facts' lines come to another sum, what was paid for goods is
    /// shared out over them in proportion.
    /// </summary>
    public static ImmutableArray<BilledLine> Of(PaidOrder order, InvoicePolicy policy)
    {
        var freight = Money.Min(order.Freight, order.Total);
        var goods = order.Lines.IsEmpty ? [] : (order.Total - freight).Allocate([.. order.Lines.Select(line => line.Paid.Minor)]);
        return
        [
            .. order.Lines.Zip(goods, (line, paid) => new BilledLine(line.LineId, policy.Of(line.Category), line.Quantity, paid)),
            new(FreightLine, policy.Freight, 1, freight),
        ];
    }

    /// <summary>What refunds leave of the lines; never below zero.</summary>
    public static ImmutableArray<BilledLine> Less(ImmutableArray<BilledLine> lines, IEnumerable<RefundClearing> refunds)
    {
        var refunded = refunds.SelectMany(refund => refund.Lines).ToLookup(line => line.LineId);
        return [.. lines.Select(line => line with
        {
            Quantity = Math.Max(0, line.Quantity - refunded[line.LineId].Sum(refund => refund.Quantity)),
            Amount = Money.Max(
                Money.Zero(line.Amount.Currency), line.Amount - Money.Sum(refunded[line.LineId].Select(refund => refund.Amount), line.Amount.Currency)),
        })];
    }

    /// <summary>Lines of an invoice: those with an amount, each split by its rate.</summary>
    public static ImmutableArray<InvoiceLine> Split(ImmutableArray<BilledLine> lines) =>
    [
        .. lines.Where(line => line.Amount.IsPositive)
            .Select(line => new InvoiceLine(line.LineId, line.Content, line.Quantity, TaxSplit.Of(line.Amount, line.Content.Rate))),
    ];
}

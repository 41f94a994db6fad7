using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>What is to be invoiced of a line, tax included.</summary>
/// <param name="UnitList">List price of one piece; what is billed less than that is a discount. Null when not told.</param>
public sealed record BilledLine(string LineId, Content Content, int Quantity, Money Amount, Money? UnitList = null);

/// <summary>From what was paid to what is invoiced. Contents and amounts are the order's, less what was refunded (R-INV-1).</summary>
public static class Billing
{
    /// <summary>Id under which freight stands beside the order's lines.</summary>
    public const string FreightLine = "freight";

    /// <summary>
    /// The order's lines and its freight; together exactly what was paid. Where the facts' lines come to another sum (a discount on the whole
    /// order), what was paid for goods is shared out over them by largest remainder.
    /// </summary>
    public static ImmutableArray<BilledLine> Of(PaidOrder order, InvoicePolicy policy)
    {
        var freight = Money.Min(order.Freight, order.Total);
        var goods = order.Lines.IsEmpty ? [] : (order.Total - freight).Allocate([.. order.Lines.Select(line => line.Paid.Minor)]);
        return
        [
            .. order.Lines.Zip(goods, (line, paid) => new BilledLine(line.LineId, policy.Of(line.Category), line.Quantity, paid, line.UnitList)),
            new(FreightLine, policy.Freight, 1, freight),
        ];
    }

    /// <summary>What parts leave of the lines; never below zero.</summary>
    public static ImmutableArray<BilledLine> Less(ImmutableArray<BilledLine> lines, IEnumerable<LinePart> parts)
    {
        var taken = parts.ToLookup(part => part.LineId);
        return [.. lines.Select(line => line with
        {
            Quantity = Math.Max(0, line.Quantity - taken[line.LineId].Sum(part => part.Quantity)),
            Amount = Less(line.Amount, Money.Sum(taken[line.LineId].Select(part => part.Amount), line.Amount.Currency)),
        })];
    }

    public static Money Less(Money amount, Money taken) => Money.Max(Money.Zero(amount.Currency), amount - taken);

    /// <summary>The lines with parts added; a line that is not among them is taken from those known.</summary>
    public static ImmutableArray<BilledLine> Plus(ImmutableArray<BilledLine> lines, IEnumerable<LinePart> parts, ImmutableArray<BilledLine> known)
    {
        var given = parts.ToDictionary(part => part.LineId);
        var others = known.Where(line => given.ContainsKey(line.LineId) && lines.All(present => present.LineId != line.LineId));
        return
        [
            .. lines.Concat(others.Select(line => line with { Quantity = 0, Amount = Money.Zero(line.Amount.Currency) }))
                .Select(line => given.TryGetValue(line.LineId, out var part)
                    ? line with { Quantity = line.Quantity + part.Quantity, Amount = line.Amount + part.Amount }
                    : line),
        ];
    }

    /// <summary>Of the lines, at most what others allow of each.</summary>
    public static ImmutableArray<BilledLine> AtMost(ImmutableArray<BilledLine> lines, ImmutableArray<BilledLine> allowed) =>
    [
        .. lines.Join(allowed, line => line.LineId, most => most.LineId, (line, most) => line with
        {
            Quantity = Math.Min(line.Quantity, most.Quantity),
            Amount = Money.Min(line.Amount, most.Amount),
        }),
    ];

    /// <summary>Lines of an invoice: those with an amount, each split by its rate.</summary>
    public static ImmutableArray<InvoiceLine> Split(ImmutableArray<BilledLine> lines) => [.. lines.Where(line => line.Amount.IsPositive).Select(Split)];

    private static InvoiceLine Split(BilledLine line)
    {
        var rate = line.Content.Rate;
        var discount = line.UnitList is { } unit ? (unit * line.Quantity) - line.Amount : Money.Zero(line.Amount.Currency);
        return new(line.LineId, line.Content, line.Quantity, TaxSplit.Of(line.Amount, rate))
        {
            Discount = discount.IsPositive ? TaxSplit.Of(discount, rate) : null,
        };
    }
}

using Aftersales.Kernel;

namespace Aftersales.Tracking.Import;

/// <summary>An order of the order export with its lines of the line export.</summary>
/// <param name="Order">The order's row.</param>
/// <param name="Lines">Its lines in the file's order; at least one.</param>
public sealed record ImportedOrder(OrderRow Order, IReadOnlyList<ImportedLine> Lines)
{
    /// <summary>The freight within what was paid; zero for an order not paid.</summary>
    public Money FreightPaid => Money.Min(Order.Amounts.PayableFreight, Order.Amounts.Paid);

    /// <summary>What was paid for the goods; the lines' <see cref="ImportedLine.Paid"/> sum to it.</summary>
    public Money GoodsPaid => Order.Amounts.Paid - FreightPaid;

    /// <summary>Without its fields: they hold personal data (R-PPL-2).</summary>
    public override string ToString() => $"ImportedOrder {Order.OrderNo}";

    /// <summary>Shares the order's amounts out over its lines in proportion to price × quantity, by largest remainder.</summary>
    internal static ImportedOrder Of(OrderRow order, IReadOnlyList<LineRow> rows)
    {
        var bare = new ImportedOrder(order, []);
        var weights = rows.Select(r => (r.UnitPrice * r.Quantity).Minor).ToArray();
        var paid = bare.GoodsPaid.Allocate(weights);
        var payable = order.Amounts.PayableGoods.Allocate(weights);
        return bare with { Lines = [.. rows.Select((row, i) => new ImportedLine(i + 1, row, payable[i], paid[i]))] };
    }
}

/// <summary>A line with its share of the order's amounts.</summary>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Row">The line's row.</param>
/// <param name="Payable">Its share of the goods amount payable, after discounts.</param>
/// <param name="Paid">The price paid for the whole line: its share of the goods amount paid; zero for an order not paid.</param>
public sealed record ImportedLine(int Number, LineRow Row, Money Payable, Money Paid);

namespace Aftersales.Tracking.Import;

/// <summary>
/// Joins the two exports by order number. Give it all lines first, then the orders one by one, then ask for what is left over: only the lines
/// are held in memory. An order whose lines are not all there is not joined, since its amounts would be shared out wrongly.
/// </summary>
public sealed class OrderJoin
{
    private readonly Dictionary<string, List<LineRow>> _lines = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>Takes a line of the line export.</summary>
    public void Add(LineRow line)
    {
        if (!_lines.TryGetValue(line.OrderNo, out var lines))
            _lines.Add(line.OrderNo, lines = []);
        lines.Add(line);
    }

    /// <summary>The order with its lines; an error when it has none, not all of them, or came before.</summary>
    public (ImportedOrder? Order, ImportError? Error) Join(OrderRow order)
    {
        if (!_seen.Add(order.OrderNo))
            return Refused(Columns.OrderNo, "The order appears a second time in the order export; the first one counts.");
        if (!_lines.Remove(order.OrderNo, out var lines))
            return Refused(Columns.OrderNo, "No line of this order was read from the line export.");
        var pieces = lines.Sum(l => (long)l.Quantity);
        return pieces == order.Quantity
            ? (ImportedOrder.Of(order, lines), null)
            : Refused(Columns.TotalQuantity, $"The order has {order.Quantity} pieces, the lines that were read from the line export have {pieces}.");

        (ImportedOrder?, ImportError?) Refused(string column, string reason) => (null, new(order.File, order.Line, column, reason));
    }

    /// <summary>The lines whose order did not come, in the file's order.</summary>
    public IReadOnlyList<ImportError> LinesWithoutOrder() =>
        [.. _lines.Values.SelectMany(lines => lines).OrderBy(l => l.Line).Select(l =>
            new ImportError(l.File, l.Line, Columns.OrderNo, "No order of this number was read from the order export."))];
}

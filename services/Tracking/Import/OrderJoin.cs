using Aftersales.Platform;
using Microsoft.Data.Sqlite;

namespace Aftersales.Tracking.Import;

/// <summary>
/// Joins the two exports by order number. Give it all lines first, then the orders one by one, then ask for what is left over. An order whose lines
/// are not all there is not joined, since its amounts would be shared out wrongly.
/// </summary>
/// <remarks>
/// The lines wait in a temporary database of SQLite's: a file without a name, which nobody else can open and which is gone with this object. So an
/// import takes the same memory however large it is.
/// </remarks>
public sealed class OrderJoin : IDisposable
{
    private readonly SqliteConnection scratch = new("Data Source=;Pooling=False");
    private readonly SqliteCommand keep;
    private readonly SqliteCommand see;
    private readonly SqliteCommand find;
    private long kept;

    public OrderJoin()
    {
        scratch.Open();

        // One transaction that never ends: nothing of it shall outlive the connection.
        Prepared(
            """
            pragma journal_mode = off;
            pragma cache_size = -4096;
            create table lines (order_no text not null, place integer not null, line text not null, primary key (order_no, place)) without rowid;
            create table orders (order_no text primary key) without rowid;
            begin
            """).ExecuteNonQuery();
        keep = Prepared("insert into lines values ($1, $2, $3)", "$1", "$2", "$3");
        see = Prepared("insert or ignore into orders values ($1)", "$1");
        find = Prepared("select line from lines where order_no = $1 order by place", "$1");
    }

    /// <summary>Takes a line of the line export.</summary>
    public void Add(LineRow line)
    {
        Give(keep, line.OrderNo, ++kept, Json.Write(line));
        keep.ExecuteNonQuery();
    }

    /// <summary>The order with its lines; an error when it has none, not all of them, or came before.</summary>
    public (ImportedOrder? Order, ImportError? Error) Join(OrderRow order)
    {
        Give(see, order.OrderNo);
        if (see.ExecuteNonQuery() == 0)
            return Refused(Columns.OrderNo, "The order appears a second time in the order export; the first one counts.");
        Give(find, order.OrderNo);
        LineRow[] lines = [.. Read(find)];
        if (lines.Length == 0)
            return Refused(Columns.OrderNo, "No line of this order was read from the line export.");
        var pieces = lines.Sum(l => (long)l.Quantity);
        return pieces == order.Quantity
            ? (ImportedOrder.Of(order, lines), null)
            : Refused(Columns.TotalQuantity, $"The order has {order.Quantity} pieces, the lines that were read from the line export have {pieces}.");

        (ImportedOrder?, ImportError?) Refused(string column, string reason) => (null, new(order.File, order.Line, column, reason));
    }

    /// <summary>The lines whose order did not come, in the order in which they were given.</summary>
    public IEnumerable<ImportError> LinesWithoutOrder() =>
        Read(Prepared("select line from lines where order_no not in (select order_no from orders) order by place"))
            .Select(l => new ImportError(l.File, l.Line, Columns.OrderNo, "No order of this number was read from the order export."));

    public void Dispose() => scratch.Dispose();

    private static IEnumerable<LineRow> Read(SqliteCommand query)
    {
        using var rows = query.ExecuteReader();
        while (rows.Read())
            yield return Json.Read<LineRow>(rows.GetString(0));
    }

    private static void Give(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var place = 0; place < values.Length; place++)
            command.Parameters[place].Value = values[place];
    }

    private SqliteCommand Prepared(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = scratch.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter(parameter, null));
        return command;
    }
}

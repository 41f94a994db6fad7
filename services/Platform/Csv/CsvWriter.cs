using System.Text;

namespace Aftersales.Platform.Csv;

/// <summary>
/// Writes rows that a spreadsheet can open: UTF-8 with a byte-order mark, RFC 4180. A text cell that a spreadsheet would take for a formula gets an
/// apostrophe in front, which spreadsheets leave out of what they show.
/// </summary>
public sealed class CsvWriter
{
    private const string Special = ",\"\r\n";
    private const string Formula = "=+-@\t\r";
    private readonly StringBuilder text = new("\uFEFF");

    /// <summary>A row of cells, each a text.</summary>
    public CsvWriter Row(params IEnumerable<string> cells)
    {
        text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        return this;
    }

    /// <summary>The bytes written since the last call.</summary>
    public byte[] Take()
    {
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        text.Clear();
        return bytes;
    }

    private static string Cell(string cell)
    {
        if (cell.Length > 0 && Formula.Contains(cell[0]))
            cell = $"'{cell}";
        return cell.AsSpan().IndexOfAny(Special) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

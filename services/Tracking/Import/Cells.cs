using Aftersales.Kernel;
using Aftersales.Platform.Csv;
using NodaTime;

namespace Aftersales.Tracking.Import;

/// <summary>The fields of one row by column. Reading a bad field notes the error and yields a default, so that a row's errors come all at once.</summary>
internal sealed class Cells(string file, int line, IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> fields)
{
    private readonly List<ImportError> _errors = [];

    public string File => file;
    public int Line => line;
    public IReadOnlyList<ImportError> Errors => _errors;

    public string OrderNo()
    {
        var text = Raw(Columns.OrderNo);
        if (CellText.OrderNo(text) is { } number)
            return number;
        return Bad(Columns.OrderNo, CsvCell.Code(text) is "" ? "The order number is missing."
            : CellText.IsScientific(text) ? "A spreadsheet has rounded the order number; export the file again and do not save it from a spreadsheet."
            : "The order number is not 6 to 32 digits.", "");
    }

    public string Text(string column) => CsvCell.Plain(Raw(column));

    public string Code(string column) => CsvCell.Code(Raw(column));

    public bool Yes(string column) => CellText.Yes(Raw(column));

    public string RequiredText(string column) =>
        Text(column) is { Length: > 0 } text ? text : Bad(column, "The field is empty.", "");

    public Money Amount(string column) =>
        CellText.Amount(Raw(column)) ?? Bad(column, "Not an amount of at least 0 with at most two decimals.", Money.Cny(0));

    /// <summary>An amount whose absence means nothing was charged.</summary>
    public Money OptionalAmount(string column) => Text(column) is "" ? Money.Cny(0) : Amount(column);

    public int Count(string column, int least, int most) =>
        CellText.Count(Raw(column), least, most) ?? Bad(column, $"Not a whole number from {least} to {most}.", least);

    /// <summary>A count whose absence means none.</summary>
    public int OptionalCount(string column, int most) => Text(column) is "" ? 0 : Count(column, 0, most);

    public Instant Time(string column) => CsvCell.Time(Raw(column)) ?? Bad(column, "Not a time such as 2016-05-23 22:02:07 or 2016/5/23 22:02.", Instant.MinValue);

    public Instant? OptionalTime(string column) => Text(column) is "" ? null : Time(column);

    public OrderStatus Status(string column) => CellText.Status(Raw(column)) ?? Bad(column, "Not a status of the platform.", OrderStatus.Closed);

    public T Bad<T>(string column, string reason, T instead)
    {
        if (_errors.All(e => e.Column != column))
            _errors.Add(new(file, line, column, reason));
        return instead;
    }

    private string Raw(string column) => columns.TryGetValue(column, out var index) ? Sound(column, fields[index]) : "";

    private string Sound(string column, string text) =>
        text.Contains(CsvEncoding.BadByte) ? Bad(column, "Has bytes that are no text in the file's encoding.", "")
        : text.Contains('\0') ? Bad(column, "Has a NUL character.", "")
        : text;
}

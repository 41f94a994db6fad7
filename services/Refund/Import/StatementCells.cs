using System.Globalization;
using Aftersales.Kernel;
using Aftersales.Platform.Csv;
using Aftersales.Refunds.Domain.Reconciliation;
using NodaTime;

namespace Aftersales.Refunds.Import;

/// <summary>The fields of one row of the statement. The first bad field is its fault.</summary>
internal sealed class StatementCells
{
    private const int MaxCode = 64;

    /// <summary>More than any movement: 100 million yuan, in fen.</summary>
    private const long MaxFen = 100_000_000_00;

    private readonly StatementColumns columns;
    private readonly CsvRow row;

    public StatementCells(StatementColumns columns, CsvRow row)
    {
        (this.columns, this.row) = (columns, row);
        if (row.Fault is not null)
            Bad("", $"The row {row.Fault}.");
        else if (row.Fields.Count < columns.Width || row.Fields.Skip(columns.Width).Any(field => field.Trim().Length > 0))
            Bad("", $"The row has {row.Fields.Count} fields, the header {columns.Width}.");
    }

    public RejectedRow? Fault { get; private set; }

    /// <summary>Whether money went out.</summary>
    public bool IsOut { get; private set; }

    public StatementRow Row()
    {
        if (Fault is not null)
            return new("", "", "", default, Money.Cny(0), "");
        var (received, spent) = (Fen(StatementColumns.In), Fen(StatementColumns.Out));
        if (Fault is null && (received == 0) == (spent == 0))
            Bad(StatementColumns.Out, "Exactly one of the two amounts has to be other than zero.");
        IsOut = spent != 0;
        var logId = Code(StatementColumns.LogId);
        if (logId.Length == 0)
            Bad(StatementColumns.LogId, "The field is empty.");
        return new(logId, Code(StatementColumns.ChannelNo), Code(StatementColumns.MerchantOrderNo), Time(), Money.Cny(received + spent), Code(StatementColumns.Type));
    }

    /// <summary>Transfers are listed under our number, refunds name it in the memo.</summary>
    public IReadOnlyList<string> Numbers() =>
    [
        .. Code(StatementColumns.MerchantOrderNo).Split(' ')
            .Concat(Raw(StatementColumns.Memo).Split([' ', ':', '：', ',', '，', ';', '；', '[', ']', '(', ')', '（', '）', '\t']))
            .Where(word => Ids.IsValid("pay", word)).Distinct(StringComparer.Ordinal),
    ];

    public void Bad(string column, string reason) => Fault ??= new(row.Line, column, reason);

    private Instant Time()
    {
        if (CsvCell.Time(Raw(StatementColumns.Time)) is { } time)
            return time;
        Bad(StatementColumns.Time, "Not a time such as 2026-06-02 10:02:07.");
        return default;
    }

    private string Code(string column)
    {
        var code = CsvCell.Code(Raw(column));
        if (code.Length > MaxCode)
            Bad(column, $"Has more than {MaxCode} characters.");
        return code;
    }

    // Out comes with a minus sign; an empty field is nothing.
    private long Fen(string column)
    {
        var text = CsvCell.Code(Raw(column));
        if (text.Length == 0)
            return 0;
        var isAmount = decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var yuan)
            && decimal.IsInteger(yuan * 100) && Math.Abs(yuan * 100) <= MaxFen && (yuan >= 0) | (column == StatementColumns.Out);
        if (!isAmount)
            Bad(column, "Not an amount with at most two decimals.");
        return isAmount ? (long)Math.Abs(yuan * 100) : 0;
    }

    private string Raw(string column)
    {
        if (!columns.Places.TryGetValue(column, out var place))
            return "";
        var text = row.Fields[place];
        if (!text.Contains(CsvEncoding.BadByte) && !text.Contains('\0'))
            return text;
        if (column != StatementColumns.Memo)
            Bad(column, "Has bytes that are no text in the file's encoding.");
        return "";
    }
}

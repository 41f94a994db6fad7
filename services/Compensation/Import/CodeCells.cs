using System.Globalization;
using Aftersales.Kernel;
using Aftersales.Platform.Csv;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Compensations.Import;

/// <summary>The fields of one row of a list of codes. The first bad field is its fault.</summary>
internal sealed class CodeCells
{
    private const int MinCode = 8;
    private const int MaxCode = 64;

    /// <summary>More than any coupon: 1 million yuan, in fen.</summary>
    private const long MaxFen = 1_000_000_00;

    private static readonly LocalDatePattern[] Days =
        [LocalDatePattern.CreateWithInvariantCulture("uuuu-M-d"), LocalDatePattern.CreateWithInvariantCulture("uuuu/M/d")];

    private readonly CodeColumns columns;
    private readonly CsvRow row;
    private readonly BusinessCalendar calendar;
    private readonly Instant now;

    public CodeCells(CodeColumns columns, CsvRow row, BusinessCalendar calendar, Instant now)
    {
        (this.columns, this.row, this.calendar, this.now) = (columns, row, calendar, now);
        if (row.Fault is not null)
            Bad("", $"The row {row.Fault}.");
        else if (row.Fields.Count < columns.Width || row.Fields.Skip(columns.Width).Any(field => field.Trim().Length > 0))
            Bad("", $"The row has {row.Fields.Count} fields, the header {columns.Width}.");
    }

    public RejectedCode? Fault { get; private set; }

    public CodeRow Row()
    {
        if (Fault is not null)
            return new(row.Line, "", Money.Cny(0), Money.Cny(0), default);
        return new(row.Line, Code(), Fen(CodeColumns.Value, least: 1), Fen(CodeColumns.MinimumSpend, least: 0), Expiry());
    }

    public void Bad(string column, string reason) => Fault ??= new(row.Line, column, reason);

    // Letters and digits tell codes apart; hyphens and spaces are for the eye.
    private string Code()
    {
        var code = Text(CodeColumns.Code);
        if (code.Length > MaxCode || code.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or ' ')))
            Bad(CodeColumns.Code, $"Not a code: at most {MaxCode} letters and digits, with hyphens or spaces between them.");
        else if (code.Count(char.IsAsciiLetterOrDigit) < MinCode)
            Bad(CodeColumns.Code, $"Has less than {MinCode} letters and digits: it could be guessed.");
        return code;
    }

    private Money Fen(string column, long least)
    {
        var isAmount = decimal.TryParse(Text(column), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            && decimal.IsInteger(yuan * 100) && yuan * 100 >= least && yuan * 100 <= MaxFen;
        if (!isAmount)
            Bad(column, $"Not an amount of {Money.Cny(least).ToDecimalText()} to {Money.Cny(MaxFen).ToDecimalText()} with at most two decimals.");
        return Money.Cny(isAmount ? (long)(yuan * 100) : 0);
    }

    // A day is its end.
    private Instant Expiry()
    {
        var text = Text(CodeColumns.Expires);
        var expiry = CsvCell.Time(text)
            ?? Days.Select(day => day.Parse(text)).Where(day => day.Success).Select(day => (Instant?)calendar.At(day.Value.PlusDays(1), LocalTime.Midnight)).FirstOrDefault();
        if (expiry is null)
            Bad(CodeColumns.Expires, "Not a day or time such as 2026-06-30 or 2026-06-30 18:00.");
        else if (expiry <= now)
            Bad(CodeColumns.Expires, "Is over.");
        return expiry ?? default;
    }

    private string Text(string column)
    {
        var text = row.Fields[columns.Places[column]];
        if (text.Contains(CsvEncoding.BadByte) || text.Contains('\0'))
            Bad(column, "Has bytes that are no text in the file's encoding.");
        return CsvCell.Code(text);
    }
}

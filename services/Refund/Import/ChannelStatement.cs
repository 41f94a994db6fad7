using System.Text.RegularExpressions;
using Aftersales.Kernel;
using Aftersales.Platform.Csv;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Reconciliation;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Refunds.Import;

/// <summary>A row about money that went to a customer or came back.</summary>
/// <param name="Numbers">What in it may be the number of a payment of ours.</param>
internal sealed record ImportedRow(StatementRow Row, MoneyDirection Direction, IReadOnlyList<string> Numbers);

/// <summary>Why a row was not taken. It never repeats what the field held.</summary>
/// <param name="Line">The physical line on which the row begins, from 1.</param>
/// <param name="Column">Empty when no single column is to blame.</param>
internal sealed record RejectedRow(int Line, string Column, string Reason);

/// <summary>
/// The channel's fund-flow file (账务明细): GBK or UTF-8, comment lines with <c>#</c> of which one names the period, a header, and rows whose numbers
/// end with a tab. Columns are found by name, in any order, and those that are not known are passed over. What the file says of its own sums is held
/// against its rows, so that a file that was cut off is not taken for a day with fewer payments.
/// </summary>
/// <param name="Days">The days that it covers: those of its period and those of its rows, oldest first.</param>
/// <param name="Other">Sound rows about something else.</param>
internal sealed partial record ChannelStatement(
    IReadOnlyList<LocalDate> Days, IReadOnlyList<ImportedRow> Rows, int Other, IReadOnlyList<RejectedRow> Rejected)
{
    /// <summary>Rows of a file, comments aside.</summary>
    public const int MaxRows = 500_000;

    private static readonly LocalDatePattern PeriodDay = LocalDatePattern.CreateWithInvariantCulture("uuuu年MM月dd日");

    /// <exception cref="RefusedException">STATEMENT_FILE_INVALID: it is no statement, is cut off, or has too many rows.</exception>
    public static async Task<ChannelStatement> Read(Stream file, BooksPolicy policy, CancellationToken cancel)
    {
        var csv = new CsvReader(new(file));
        var (days, totals) = (new SortedSet<LocalDate>(), new StatementTotals());
        while (true)
        {
            var line = await csv.Header(cancel) ?? throw Invalid("the file has no header of a fund-flow statement");
            if (line.TooLong || CsvEncoding.Detect(line.Bytes) is not var (encoding, text))
                throw Invalid("the file is no text in GBK or UTF-8");
            if (text.StartsWith('#'))
            {
                days.UnionWith(DaysOf(text));
                totals.Read(text);
            }
            else if (text.Trim().Length > 0)
            {
                return await Read(csv.Rows(encoding, cancel), StatementColumns.Read(text), days, totals, policy);
            }
        }
    }

    private static async Task<ChannelStatement> Read(
        IAsyncEnumerable<CsvRow> lines, StatementColumns columns, SortedSet<LocalDate> days, StatementTotals totals, BooksPolicy policy)
    {
        var (rows, rejected, other, count) = (new List<ImportedRow>(), new List<RejectedRow>(), 0, 0);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var line in lines)
        {
            if (line.Fields is [var first, ..] && first.TrimStart().StartsWith('#'))
            {
                totals.Read(string.Join(',', line.Fields));
                continue;
            }

            if (++count > MaxRows)
                throw Invalid($"a statement has at most {MaxRows} rows");
            var cells = new StatementCells(columns, line);
            var row = cells.Row();
            totals.Count(row.Amount, cells.IsOut, cells.Fault is null);
            if (cells.Fault is null && !seen.Add(row.LogId))
                cells.Bad(StatementColumns.LogId, "Appears in the file before.");
            if (cells.Fault is { } fault)
            {
                rejected.Add(fault);
                continue;
            }

            days.Add(ChannelDay.Of(row.At));
            if (Direction(row, cells, policy) is { } direction)
                rows.Add(new(row, direction, cells.Numbers()));
            else
                other++;
        }

        return totals.Problem() is { } refusal ? throw new RefusedException(refusal) : new([.. days], rows, other, rejected);
    }

    // A number of ours tells; without one the type does. Money that comes in under the type of a payment is somebody else's.
    private static MoneyDirection? Direction(StatementRow row, StatementCells cells, BooksPolicy policy) => (cells.IsOut, row.Type) switch
    {
        (true, var type) when policy.StatementPayments.Contains(type) || cells.Numbers().Count > 0 => MoneyDirection.Out,
        (false, var type) when policy.StatementReversals.Contains(type) || cells.Numbers().Count > 0 => MoneyDirection.In,
        _ => null,
    };

    // 起始日期：[2026年06月02日 00:00:00]   终止日期：[2026年06月03日 00:00:00]; the end is not covered any more.
    private static IEnumerable<LocalDate> DaysOf(string comment)
    {
        var found = PeriodEnds().Match(comment);
        if (!found.Success || PeriodDay.Parse(found.Groups["from"].Value) is not { Success: true, Value: var from }
            || PeriodDay.Parse(found.Groups["to"].Value) is not { Success: true, Value: var to })
            return [];
        if (found.Groups["time"].Value != "00:00:00")
            to = to.PlusDays(1);
        return Period.DaysBetween(from, to) is > 0 and <= 366 and var count ? Enumerable.Range(0, count).Select(from.PlusDays) : [];
    }

    private static RefusedException Invalid(string message) => new(new(RefundReasons.StatementFileInvalid, message));

    [GeneratedRegex(@"起始日期：\[(?<from>\d{4}年\d{2}月\d{2}日)[^\]]*\]\s*终止日期：\[(?<to>\d{4}年\d{2}月\d{2}日)\s*(?<time>[\d:]*)\]")]
    private static partial Regex PeriodEnds();
}

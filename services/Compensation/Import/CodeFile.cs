using System.Text;
using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Csv;
using NodaTime;

namespace Aftersales.Compensations.Import;

/// <summary>A code as its row tells.</summary>
internal sealed record CodeRow(int Line, string Code, Money Value, Money MinimumSpend, Instant ExpiresAt);

/// <summary>Why a row was not taken. It never repeats what the field held.</summary>
/// <param name="Line">The physical line on which the row begins, from 1.</param>
/// <param name="Column">Empty when no single column is to blame.</param>
internal sealed record RejectedCode(int Line, string Column, string Reason);

/// <summary>
/// A list of coupon codes: CSV in UTF-8 or GBK with a header. Columns are found by name, in any order, and those that are not known are passed over.
/// </summary>
internal sealed record CodeFile(IReadOnlyList<CodeRow> Rows, IReadOnlyList<RejectedCode> Rejected)
{
    /// <summary>Size of a file, in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Rows of a file, the header aside.</summary>
    public const int MaxRows = 10_000;

    /// <exception cref="RefusedException">COUPON_FILE_INVALID: it is no list of codes, or has too many rows.</exception>
    public static async Task<CodeFile> Read(Stream file, BusinessCalendar calendar, Instant now, CancellationToken cancel)
    {
        var csv = new CsvReader(new(file));
        if (await csv.Header(cancel) is not { TooLong: false } first || CsvEncoding.Detect(first.Bytes) is not var (encoding, header))
            throw Refused(Invalid("the file has no header in UTF-8 or GBK"));
        var columns = CodeColumns.Read(header);
        var (rows, rejected, seen) = (new List<CodeRow>(), new List<RejectedCode>(), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var line in csv.Rows(encoding, cancel))
        {
            if (rows.Count + rejected.Count == MaxRows)
                throw Refused(Invalid($"a list of codes has at most {MaxRows} rows"));
            var cells = new CodeCells(columns, line, calendar, now);
            var row = cells.Row();
            if (cells.Fault is null && !seen.Add(row.Code))
                cells.Bad(CodeColumns.Code, "Appears in the file before.");
            if (cells.Fault is { } fault)
                rejected.Add(fault);
            else
                rows.Add(row);
        }

        return new(rows, rejected);
    }

    public static Refusal Invalid(string message) => new(CompensationReasons.CouponFileInvalid, message);

    private static RefusedException Refused(Refusal refusal) => new(refusal);
}

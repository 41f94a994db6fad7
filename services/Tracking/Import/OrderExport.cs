using System.Runtime.CompilerServices;
using Aftersales.Platform.Csv;

namespace Aftersales.Tracking.Import;

/// <summary>Reads the platform's export files (R-ORD-2), row by row; nothing of the file is kept.</summary>
public static class OrderExport
{
    /// <summary>
    /// The rows and the errors of an export file, in the file's order; order export and line export are told apart by their header. A row with an
    /// error is left out, the good rows are kept. An error of line 0 or 1 concerns the file: after it nothing comes.
    /// </summary>
    /// <param name="stream">The file, read once from where it stands; it stays open.</param>
    /// <param name="fileName">What errors call the file.</param>
    /// <param name="cancellation">Ends reading.</param>
    public static async IAsyncEnumerable<ImportEntry> Read(
        Stream stream, string fileName, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var lines = new LineReader(stream, ImportBounds.FileBytes);
        var csv = new CsvReader(lines);
        var first = await csv.Header(cancellation);
        if (first is null || first.Value.TooLong || CsvEncoding.Detect(first.Value.Bytes) is not var (encoding, headerLine))
        {
            yield return new ImportError(fileName, 1, "", first is null ? "The file is empty." : "The header is no text in UTF-8 or GB18030.");
            yield break;
        }

        var (header, headerErrors) = ExportHeader.Read(fileName, headerLine);
        foreach (var error in headerErrors)
            yield return error;
        if (header is null)
            yield break;

        var rows = 0;
        var errors = 0;
        await foreach (var row in csv.Rows(encoding, cancellation))
        {
            if (++rows > ImportBounds.Rows)
            {
                yield return new ImportError(fileName, 0, "", $"The file has more than {ImportBounds.Rows} rows; the rest was not read.");
                yield break;
            }
            foreach (var entry in Read(header, row, fileName))
            {
                yield return entry;
                if (entry is ImportError && ++errors >= ImportBounds.Errors)
                {
                    yield return new ImportError(fileName, 0, "", $"The file has {ImportBounds.Errors} errors or more; the rest was not read.");
                    yield break;
                }
            }
        }
        if (lines.TooLarge)
            yield return new ImportError(fileName, 0, "", $"The file is larger than {ImportBounds.FileBytes} bytes; the rest was not read.");
    }

    private static IReadOnlyList<ImportEntry> Read(ExportHeader header, CsvRow row, string fileName)
    {
        if (row.Fault is not null)
            return [new ImportError(fileName, row.Line, "", $"The row {row.Fault}.")];
        if (row.Fields.Count < header.Width || row.Fields.Skip(header.Width).Any(f => f.Trim() != ""))
            return [new ImportError(fileName, row.Line, "", $"The row{Span(row)} has {row.Fields.Count} fields, the header {header.Width}.")];

        var cells = new Cells(fileName, row.Line, header.Columns, row.Fields);
        ImportEntry read = header.Format == ExportFormat.Orders ? OrderRow.Read(cells) : LineRow.Read(cells);
        return cells.Errors.Count == 0 ? [read] : cells.Errors;
    }

    /// <summary>A quote that is not closed can swallow rows up to the next quote: the person who imports must see how far.</summary>
    private static string Span(CsvRow row) => row.LastLine > row.Line ? $" up to line {row.LastLine}" : "";
}

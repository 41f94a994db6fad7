using System.Runtime.CompilerServices;
using System.Text;

namespace Aftersales.Platform.Csv;

/// <summary>A row and the physical lines on which it begins and ends; <paramref name="Fault"/> says why it could not be split into fields.</summary>
public sealed record CsvRow(int Line, int LastLine, IReadOnlyList<string> Fields, string? Fault = null);

/// <summary>
/// Rows of a CSV file, one at a time. A quote that is never closed costs its own row only: reading goes on at the line after the one with the
/// quote. Empty lines between rows are skipped.
/// </summary>
public sealed class CsvReader(LineReader lines)
{
    private readonly Stack<PhysicalLine> _unread = new();

    /// <summary>The first line, undecoded; it can be no part of a row with line breaks.</summary>
    public ValueTask<PhysicalLine?> Header(CancellationToken cancellation) => lines.Read(cancellation);

    public async IAsyncEnumerable<CsvRow> Rows(Encoding encoding, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await Next(cancellation) is { } first)
        {
            if (first.Bytes is not ([(byte)'\n'] or [(byte)'\r', (byte)'\n']))
                yield return await Row(first, encoding, cancellation);
        }
    }

    private async ValueTask<CsvRow> Row(PhysicalLine first, Encoding encoding, CancellationToken cancellation)
    {
        var parser = new CsvParser();
        var continuation = new List<PhysicalLine>();
        var line = first;
        while (true)
        {
            switch (line.TooLong ? CsvProgress.TooLong : parser.Feed(encoding.GetString(line.Bytes)))
            {
                case CsvProgress.Complete: return new(first.Number, line.Number, parser.Fields);
                case CsvProgress.TextAfterQuote: return Broken("has text after a closing quote");
                case CsvProgress.TooLong when continuation.Count > 0: return Broken("opens a quote that is not closed within the length of a row");
                case CsvProgress.TooLong: return Broken($"is too long: a row has at most {CsvBounds.RowLength} characters, a field {CsvBounds.FieldLength}");
                case CsvProgress.InQuotes: break;
            }
            if (await Next(cancellation) is not { } next)
                return Broken("opens a quote that is not closed");
            continuation.Add(line = next);
        }

        CsvRow Broken(string fault)
        {
            foreach (var taken in Enumerable.Reverse(continuation))
                _unread.Push(taken);
            return new(first.Number, first.Number, [], fault);
        }
    }

    private async ValueTask<PhysicalLine?> Next(CancellationToken cancellation) =>
        _unread.TryPop(out var line) ? line : await lines.Read(cancellation);
}

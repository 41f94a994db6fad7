using System.Text;

namespace Aftersales.Platform.Csv;

/// <summary>How far a row is after a physical line was fed.</summary>
public enum CsvProgress { Complete, InQuotes, TextAfterQuote, TooLong }

/// <summary>
/// The state machine of RFC 4180, fed line by line, line ends included. Beyond the RFC, a quote within an unquoted field is text, since the
/// exports write <c>="1930679858170647"</c>.
/// </summary>
public sealed class CsvParser
{
    private enum State { FieldStart, Unquoted, Quoted, QuoteInQuoted }

    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private State _state = State.FieldStart;
    private int _length;

    /// <summary>The fields of the row; whole once it is <see cref="CsvProgress.Complete"/>.</summary>
    public IReadOnlyList<string> Fields => _fields;

    public CsvProgress Feed(string line)
    {
        if ((_length += line.Length) > CsvBounds.RowLength)
            return CsvProgress.TooLong;
        var text = line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2] : line.EndsWith('\n') ? line[..^1] : line;
        foreach (var c in text)
        {
            switch (_state, c)
            {
                case (State.FieldStart, '"'): _state = State.Quoted; break;
                case (State.FieldStart or State.Unquoted or State.QuoteInQuoted, ','): EndField(); break;
                case (State.FieldStart or State.Unquoted, _): _state = State.Unquoted; _field.Append(c); break;
                case (State.Quoted, '"'): _state = State.QuoteInQuoted; break;
                case (State.Quoted, _): _field.Append(c); break;
                case (State.QuoteInQuoted, '"'): _state = State.Quoted; _field.Append(c); break;
                default: return CsvProgress.TextAfterQuote;
            }
            if (_field.Length > CsvBounds.FieldLength)
                return CsvProgress.TooLong;
        }
        if (_state == State.Quoted)
        {
            _field.Append(line, text.Length, line.Length - text.Length);
            return CsvProgress.InQuotes;
        }
        EndField();
        return CsvProgress.Complete;
    }

    private void EndField()
    {
        _fields.Add(_field.ToString());
        _field.Clear();
        _state = State.FieldStart;
    }
}

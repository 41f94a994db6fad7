using System.Buffers;

namespace Aftersales.Platform.Csv;

/// <summary>One physical line: its bytes with the line feed, cut at <see cref="CsvBounds.LineBytes"/>.</summary>
public readonly record struct PhysicalLine(int Number, byte[] Bytes, bool TooLong);

/// <summary>
/// Splits a stream at line feeds before anything is decoded: no trailing byte of UTF-8 or GB18030 is a line feed, so a broken character cannot
/// swallow the line after it.
/// </summary>
/// <param name="stream">Read from where it stands; it stays open.</param>
/// <param name="maxBytes">Of the whole stream; after so many nothing more is read.</param>
public sealed class LineReader(Stream stream, long maxBytes = long.MaxValue)
{
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _next;
    private int _end;
    private int _number;
    private long _total;

    /// <summary>The next line; null at the end of the file, or once it is <see cref="TooLarge"/>.</summary>
    public async ValueTask<PhysicalLine?> Read(CancellationToken cancellation)
    {
        var line = new ArrayBufferWriter<byte>();
        var tooLong = false;
        while (_next < _end || await Fill(cancellation))
        {
            var rest = _buffer.AsSpan(_next.._end);
            var feed = rest.IndexOf((byte)'\n');
            var part = feed < 0 ? rest : rest[..(feed + 1)];
            var room = CsvBounds.LineBytes - line.WrittenCount;
            tooLong |= part.Length > room;
            line.Write(part[..Math.Min(part.Length, room)]);
            _next += part.Length;
            if (feed >= 0)
                return new(++_number, line.WrittenSpan.ToArray(), tooLong);
        }
        return line.WrittenCount > 0 && !TooLarge ? new(++_number, line.WrittenSpan.ToArray(), tooLong) : null;
    }

    /// <summary>The file exceeds the bytes that it may have.</summary>
    public bool TooLarge => _total > maxBytes;

    private async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        _next = 0;
        _end = await stream.ReadAsync(_buffer, cancellation);
        _total += _end;
        if (TooLarge)
            _end = 0;
        return _end > 0;
    }
}

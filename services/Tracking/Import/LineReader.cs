using System.Buffers;

namespace Aftersales.Tracking.Import;

/// <summary>One physical line: its bytes with the line feed, cut at <see cref="ImportBounds.LineBytes"/>.</summary>
internal readonly record struct PhysicalLine(int Number, byte[] Bytes, bool TooLong);

/// <summary>
/// Splits a stream at line feeds before anything is decoded: no trailing byte of UTF-8 or GB18030 is a line feed, so a broken character cannot
/// swallow the line after it.
/// </summary>
internal sealed class LineReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _next;
    private int _end;
    private int _number;
    private long _total;

    /// <summary>The next line; null at the end of the file, or once <see cref="TooLarge"/> is set.</summary>
    public async ValueTask<PhysicalLine?> Read(CancellationToken cancellation)
    {
        var line = new ArrayBufferWriter<byte>();
        var tooLong = false;
        while (_next < _end || await Fill(cancellation))
        {
            var rest = _buffer.AsSpan(_next.._end);
            var feed = rest.IndexOf((byte)'\n');
            var part = feed < 0 ? rest : rest[..(feed + 1)];
            var room = ImportBounds.LineBytes - line.WrittenCount;
            tooLong |= part.Length > room;
            line.Write(part[..Math.Min(part.Length, room)]);
            _next += part.Length;
            if (feed >= 0)
                return new(++_number, line.WrittenSpan.ToArray(), tooLong);
        }
        return line.WrittenCount > 0 && !TooLarge ? new(++_number, line.WrittenSpan.ToArray(), tooLong) : null;
    }

    /// <summary>The file exceeds <see cref="ImportBounds.FileBytes"/>.</summary>
    public bool TooLarge => _total > ImportBounds.FileBytes;

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

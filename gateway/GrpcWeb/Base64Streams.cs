using System.Buffers;
using System.Buffers.Text;

namespace Aftersales.Gateway.GrpcWeb;

/// <summary>Reads base64 as the bytes it stands for. Padding may stand within, where a sender put pieces together.</summary>
internal sealed class FromBase64(Stream text) : OneWayStream
{
    private const int Quantum = 4;

    private readonly byte[] buffer = new byte[16 * 1024];
    private int held;

    public override bool CanRead => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        if (destination.IsEmpty)
            return 0;
        while (true)
        {
            var room = Math.Min(buffer.Length, Math.Max(Quantum, destination.Length / 3 * Quantum));
            var whole = Math.Min(held, room) / Quantum * Quantum;
            if (whole > 0 && destination.Length >= 3)
                return Decode(destination.Span, whole);
            var read = await text.ReadAsync(buffer.AsMemory(held), cancellationToken);
            if (read == 0)
                return held == 0 ? 0 : throw new BadHttpRequestException("the body is not base64");
            held += read;
        }
    }

    private int Decode(Span<byte> destination, int whole)
    {
        var padding = buffer.AsSpan(0, whole).IndexOf((byte)'=');
        if (padding >= 0)
            whole = (padding / Quantum + 1) * Quantum;
        if (Base64.DecodeFromUtf8(buffer.AsSpan(0, whole), destination, out var consumed, out var written) is not OperationStatus.Done || consumed != whole)
            throw new BadHttpRequestException("the body is not base64");
        buffer.AsSpan(whole, held - whole).CopyTo(buffer);
        held -= whole;
        return written;
    }
}

/// <summary>Writes bytes as base64, each piece padded, so that it can be read before the next one comes.</summary>
internal sealed class ToBase64(Stream text) : OneWayStream
{
    public override bool CanWrite => true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        if (source.IsEmpty)
            return;
        var piece = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(source.Length));
        try
        {
            Base64.EncodeToUtf8(source.Span, piece, out _, out var written);
            await text.WriteAsync(piece.AsMemory(0, written), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => text.FlushAsync(cancellationToken);
}

/// <summary>A stream that is only read or only written, and not by blocking.</summary>
internal abstract class OneWayStream : Stream
{
    public override bool CanRead => false;

    public override bool CanWrite => false;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

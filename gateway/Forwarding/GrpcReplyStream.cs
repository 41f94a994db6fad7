using System.Buffers;
using System.Buffers.Binary;
using Aftersales.Gateway.Replies;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Forwarding;

/// <summary>The messages of a gRPC answer, one after the other, and the status that it ends with.</summary>
internal sealed class GrpcReplyStream(HttpResponseMessage reply) : IDisposable
{
    /// <summary>A larger message of a service is not taken: it is held in memory as a whole.</summary>
    public const int MaxMessageBytes = 16 * 1024 * 1024;

    private const int Prefix = 5;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int start;
    private int end;
    private Stream? body;

    /// <summary>The present message; valid until the next one is asked for.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    /// <summary>Goes on to the next message; false at the end.</summary>
    /// <exception cref="IOException">The answer breaks off, or is not gRPC's.</exception>
    public async ValueTask<bool> Next(CancellationToken cancel)
    {
        body ??= await reply.Content.ReadAsStreamAsync(cancel);
        if (!await Fill(Prefix, cancel))
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(start + 1));
        if (buffer[start] != 0 || length > MaxMessageBytes)
            throw new IOException("the service answers with a message that is compressed, though it was not asked to, or too large");
        if (!await Fill(Prefix + (int)length, cancel))
            throw new IOException("the answer breaks off within a message");
        Message = buffer.AsMemory(start + Prefix, (int)length);
        start += Prefix + (int)length;
        return true;
    }

    /// <summary>How the call ended; ask after the last message.</summary>
    public Rpc.Status Outcome() => GrpcOutcome.Read(reply.Headers.Contains(GrpcOutcome.Header) ? reply.Headers : reply.TrailingHeaders);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        reply.Dispose();
    }

    /// <summary>Has so many bytes in the buffer, beginning at the start; false when the answer ends before the first of them.</summary>
    private async ValueTask<bool> Fill(int wanted, CancellationToken cancel)
    {
        if (buffer.Length - start < wanted)
            MakeRoom(wanted);
        while (end - start < wanted)
        {
            var read = await body!.ReadAsync(buffer.AsMemory(end), cancel);
            if (read == 0 && end > start)
                throw new IOException("the answer breaks off");
            if (read == 0)
                return false;
            end += read;
        }

        return true;
    }

    private void MakeRoom(int wanted)
    {
        var (from, length) = (buffer, end - start);
        if (from.Length < wanted)
            buffer = ArrayPool<byte>.Shared.Rent(wanted);
        from.AsSpan(start, length).CopyTo(buffer);
        if (from != buffer)
            ArrayPool<byte>.Shared.Return(from);
        (start, end) = (0, length);
    }
}

using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Pipelines.Sockets.Unofficial;

[Flags]
public enum SocketConnectionOptions { None = 0 }

/// <summary>A connected socket as a pair of pipes.</summary>
public sealed class SocketConnection : PumpedConnection
{
    private readonly Socket _socket;

    private SocketConnection(Socket socket, PipeOptions send, PipeOptions receive) : base(send, receive) => _socket = socket;

    public static void AssertDependencies() { } // nothing outside the shared framework

    public static void SetRecommendedClientOptions(Socket socket)
    {
        if (socket.AddressFamily == AddressFamily.Unix) return;
        try { socket.NoDelay = true; } catch (SocketException) { /* best effort */ }
    }

    public static SocketConnection Create(Socket socket, PipeOptions? sendPipeOptions, PipeOptions? receivePipeOptions,
        SocketConnectionOptions socketConnectionOptions = SocketConnectionOptions.None, string? name = null)
    {
        PipeOptions send = sendPipeOptions ?? PipeOptions.Default, receive = receivePipeOptions ?? PipeOptions.Default;
        var connection = new SocketConnection(socket, send, receive);
        connection.Start(send, receive);
        return connection;
    }

    public long BytesRead => TotalBytesReceived;
    public long BytesSent => TotalBytesSent;
    public int LastReceived => LastReceivedCore;
    public PipeShutdownKind ShutdownKind => ShutdownKindCore;
    public SocketError SocketError => SocketErrorCore;
    public bool TrySetProtocolShutdown(PipeShutdownKind kind) => TrySetShutdown(kind);

    /// <summary>For error texts only; what sits unread in the receive pipe is not tracked (-1).</summary>
    public Counters GetCounters()
    {
        int available = -1;
        try { available = _socket.Available; } catch (Exception ex) when (ex is SocketException or ObjectDisposedException) { }
        return new Counters(available, -1, SendPending);
    }

    private protected override ValueTask<int> ReceiveAsync(Memory<byte> buffer) => _socket.ReceiveAsync(buffer, SocketFlags.None);

    private protected override async ValueTask SendAsync(ReadOnlySequence<byte> data)
    {
        foreach (var segment in data)
            for (var rest = segment; !rest.IsEmpty;)
                rest = rest[await _socket.SendAsync(rest, SocketFlags.None).ConfigureAwait(false)..];
    }

    private protected override void EndSend() => _socket.Shutdown(SocketShutdown.Send);

    public override void Dispose()
    {
        TrySetShutdown(PipeShutdownKind.PipeDisposed);
        _socket.Dispose();
    }

    public readonly struct Counters
    {
        internal Counters(long onSocket, long toRead, long toSend) =>
            (BytesAvailableOnSocket, BytesWaitingToBeRead, BytesWaitingToBeSent) = (onSocket, toRead, toSend);
        public long BytesAvailableOnSocket { get; }
        public long BytesWaitingToBeRead { get; }
        public long BytesWaitingToBeSent { get; }
    }
}

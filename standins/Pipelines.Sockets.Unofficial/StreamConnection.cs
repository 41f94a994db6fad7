using System.Buffers;
using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial;

/// <summary>A stream, such as a TLS one, as a pair of pipes.</summary>
public static class StreamConnection
{
    public static IDuplexPipe GetDuplex(Stream stream, PipeOptions? sendPipeOptions = null, PipeOptions? receivePipeOptions = null, string? name = null) =>
        Pumped.Create(stream, sendPipeOptions ?? PipeOptions.Default, receivePipeOptions ?? PipeOptions.Default);

    public static PipeReader GetReader(Stream stream, PipeOptions? pipeOptions = null, string? name = null) => PipeReader.Create(stream);

    private sealed class Pumped : PumpedConnection
    {
        private readonly Stream _stream;
        private Pumped(Stream stream, PipeOptions send, PipeOptions receive) : base(send, receive) => _stream = stream;

        internal static Pumped Create(Stream stream, PipeOptions send, PipeOptions receive)
        {
            var connection = new Pumped(stream, send, receive);
            connection.Start(send, receive);
            return connection;
        }

        private protected override ValueTask<int> ReceiveAsync(Memory<byte> buffer) => _stream.ReadAsync(buffer);

        private protected override async ValueTask SendAsync(ReadOnlySequence<byte> data)
        {
            foreach (var segment in data) await _stream.WriteAsync(segment).ConfigureAwait(false);
            await _stream.FlushAsync().ConfigureAwait(false);
        }

        private protected override void EndSend() { } // the stream is closed as a whole, by Dispose

        public override void Dispose()
        {
            TrySetShutdown(PipeShutdownKind.PipeDisposed);
            _stream.Dispose();
        }
    }
}

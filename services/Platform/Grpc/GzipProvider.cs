using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Aftersales.Platform.Grpc;

/// <summary>
/// gzip for gRPC messages, whose output is never empty. .NET's <see cref="GZipStream"/> writes nothing at all when nothing was
/// written to it, so that an empty message (<c>Empty</c>, or all fields at their defaults) would go out as a compressed frame of
/// no bytes; that is no gzip, and clients such as grpc-js refuse it. Register it in place of the default provider, on servers
/// and on channels that compress.
/// </summary>
public sealed class GzipProvider(CompressionLevel defaultLevel) : ICompressionProvider
{
    /// <summary>Larger messages are not taken, as without compression.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>Fastest: replies are small, and the network is near.</summary>
    public GzipProvider() : this(CompressionLevel.Fastest) { }

    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new NeverEmptyGzip(stream, compressionLevel ?? defaultLevel);

    /// <summary>
    /// What comes out is bounded too: gRPC holds the size limit against the compressed bytes, and a few kilobytes can swell to gigabytes.
    /// </summary>
    public Stream CreateDecompressionStream(Stream stream) => new BoundedGunzip(stream);

    private sealed class BoundedGunzip(Stream stream) : GZipStream(stream, CompressionMode.Decompress, leaveOpen: true)
    {
        private int left = MaxMessageBytes;

        // The other ways of reading come through these in a derived class.
        public override int Read(byte[] buffer, int offset, int count) => Counted(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Counted(base.Read(buffer));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Counted(await base.ReadAsync(buffer, cancellationToken));

        // Without this the base class would copy past us.
        public override void CopyTo(Stream destination, int bufferSize)
        {
            var buffer = new byte[bufferSize];
            int read;
            while ((read = Read(buffer, 0, buffer.Length)) > 0)
                destination.Write(buffer, 0, read);
        }

        private int Counted(int read) => (left -= read) >= 0
            ? read
            : throw new RpcException(new Status(StatusCode.ResourceExhausted, "the message is too large once decompressed"));
    }

    private sealed class NeverEmptyGzip(Stream stream, CompressionLevel level) : GZipStream(stream, level, leaveOpen: true)
    {
        // RFC 1952: header without name and time, one final block of no bytes, checksum 0, length 0.
        private static readonly byte[] emptyMember = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

        private bool written;

        // The other ways of writing come through these two in a derived class.
        public override void Write(byte[] buffer, int offset, int count)
        {
            written |= count > 0;
            base.Write(buffer, offset, count);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            written |= count > 0;
            return base.WriteAsync(buffer, offset, count, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            var target = disposing ? TargetIfEmpty() : null;
            base.Dispose(disposing);
            target?.Write(emptyMember);
        }

        public override async ValueTask DisposeAsync()
        {
            var target = TargetIfEmpty();
            await base.DisposeAsync();
            if (target is not null) await target.WriteAsync(emptyMember);
        }

        // Asked before the end, since a closed stream has forgotten its target; and once, since it may be closed twice.
        private Stream? TargetIfEmpty()
        {
            var target = written ? null : BaseStream;
            written = true;
            return target;
        }
    }
}

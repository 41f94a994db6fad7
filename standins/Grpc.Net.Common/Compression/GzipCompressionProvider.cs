using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>
/// The default provider. It leaves an empty message without a byte, as the original does (.NET's <see cref="GZipStream"/> writes
/// nothing then), which some clients refuse: a server takes a provider of its own instead.
/// </summary>
public sealed class GzipCompressionProvider(CompressionLevel defaultCompressionLevel) : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? defaultCompressionLevel, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
}

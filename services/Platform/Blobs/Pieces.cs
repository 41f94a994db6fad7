using Google.Protobuf;

namespace Aftersales.Platform.Blobs;

/// <summary>How a content goes out in a stream.</summary>
public static class Pieces
{
    /// <summary>Bytes of one piece, the last one aside.</summary>
    public const int Size = 64 * 1024;

    /// <summary>A content in pieces, none of it copied.</summary>
    public static IEnumerable<ByteString> Of(byte[] content)
    {
        for (var sent = 0; sent < content.Length; sent += Size)
            yield return UnsafeByteOperations.UnsafeWrap(content.AsMemory(sent, Math.Min(Size, content.Length - sent)));
    }
}

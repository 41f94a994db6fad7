using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;

namespace Aftersales.Gateway.GrpcWeb;

/// <summary>The last frame of gRPC-Web, which says what gRPC says in trailers.</summary>
internal static class WebTrailers
{
    private const byte TrailerFrame = 0x80;
    private const int Prefix = 5;

    public static byte[] Frame(HttpResponseHeaders trailers)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in trailers.NonValidated)
            text.Append(name.ToLowerInvariant()).Append(": ").Append(values.ToString()).Append("\r\n");
        var frame = new byte[Prefix + text.Length];
        frame[0] = TrailerFrame;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)text.Length);
        Encoding.ASCII.GetBytes(text.ToString(), frame.AsSpan(Prefix));
        return frame;
    }
}

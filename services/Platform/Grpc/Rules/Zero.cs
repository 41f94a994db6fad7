using System.Collections;
using Google.Protobuf;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>The value that a field without presence has when it is not set.</summary>
internal static class Zero
{
    public static bool Is<T>(T value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        ICollection elements => elements.Count == 0,
        _ => EqualityComparer<T>.Default.Equals(value, default),
    };
}

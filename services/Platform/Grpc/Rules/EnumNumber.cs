using System.Runtime.CompilerServices;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>The number of an enum's value; generated enums are all based on int.</summary>
internal static class EnumNumber
{
    public static int Of<T>(T value) => Unsafe.BitCast<T, int>(value);
}

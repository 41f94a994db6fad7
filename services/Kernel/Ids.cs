using System.Security.Cryptography;
using NodaTime;

namespace Aftersales.Kernel;

/// <summary>
/// Makes typed ids such as <c>case_01JY3ZK8Q0R4T6V8W0X2Y4Z6A8</c>: a prefix that tells the kind, then 48 bits of Unix milliseconds and 80 random
/// bits in Crockford's base 32 (the layout of a ULID), so that ids sort by the time they were made and cannot be guessed.
/// </summary>
public static class Ids
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;

    /// <summary>A new id; <paramref name="prefix"/> is without the underscore.</summary>
    public static string New(string prefix, Instant now)
    {
        Span<byte> random = stackalloc byte[10];
        RandomNumberGenerator.Fill(random);
        return Format(prefix, now, random);
    }

    /// <summary>
    /// The id that always follows from <paramref name="seed"/>: for things that must exist once for a cause, however often they are asked for.
    /// No time goes in, so that a repeat at another time gives the same id; such ids do not sort by time.
    /// </summary>
    public static string Derived(string prefix, string seed)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed), hash);
        var milliseconds = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(hash) & 0x7FFF_FFFF_FFFF;
        return Format(prefix, Instant.FromUnixTimeMilliseconds(milliseconds), hash[8..18]);
    }

    /// <summary>True for text that is an id of this prefix.</summary>
    public static bool IsValid(string prefix, string? text)
    {
        if (text is null || text.Length != prefix.Length + 1 + Length || !text.StartsWith(prefix, StringComparison.Ordinal) || text[prefix.Length] != '_')
            return false;
        foreach (var letter in text.AsSpan(prefix.Length + 1))
            if (!Alphabet.Contains(letter))
                return false;
        return true;
    }

    private static string Format(string prefix, Instant now, ReadOnlySpan<byte> random)
    {
        Span<char> text = stackalloc char[Length];
        var milliseconds = now.ToUnixTimeMilliseconds();
        for (var i = 9; i >= 0; i--, milliseconds >>= 5)
            text[i] = Alphabet[(int)(milliseconds & 31)];
        var bits = 0;
        var held = 0;
        var next = 0;
        for (var i = 10; i < Length; i++)
        {
            if (held < 5)
            {
                bits = (bits << 8) | random[next++];
                held += 8;
            }

            held -= 5;
            text[i] = Alphabet[(bits >> held) & 31];
        }

        return string.Concat(prefix, "_", text);
    }
}

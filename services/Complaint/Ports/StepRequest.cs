using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Complaints.Ports;

/// <summary>Under which id a step asks another service: always the same, so that asking again repeats nothing.</summary>
public static class StepRequest
{
    /// <summary>A UUID (version 8) from the SHA-256 of <paramref name="seed"/>.</summary>
    public static string Id(string seed)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(seed), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}

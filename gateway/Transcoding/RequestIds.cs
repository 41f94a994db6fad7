using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Gateway.Transcoding;

/// <summary>Request ids out of idempotency keys.</summary>
internal static class RequestIds
{
    /// <summary>A UUID as it is; any other key as a UUID that the same caller gets for it each time, and nobody else (RFC 9562, version 8).</summary>
    public static string Of(string key, string merchant, string subject)
    {
        if (Guid.TryParseExact(key, "D", out _))
            return key;
        // With lengths: no two callers run into each other.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{merchant.Length}:{merchant}{subject.Length}:{subject}{key}"));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>RSA2: SHA-256 with RSA, PKCS #1 v1.5, as base64.</summary>
internal static class AlipaySignature
{
    /// <summary>What is signed of a request: its parameters sorted by name, as sent before any encoding, without empty ones and <c>sign</c>.</summary>
    public static string Content(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .Where(parameter => parameter.Key != "sign" && !string.IsNullOrWhiteSpace(parameter.Value))
        .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Key}={parameter.Value}"));

    public static string Sign(string content, RSA key)
    {
        lock (key)
            return Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <param name="content">The bytes as they came. Their slashes may be escaped although Alipay signed them before it did so.</param>
    /// <param name="sign">As it came; anything but base64 verifies nothing.</param>
    public static bool Verifies(ReadOnlySpan<byte> content, string sign, RSA key)
    {
        var signature = new byte[key.KeySize / 8];
        if (!Convert.TryFromBase64String(sign, signature, out var length))
            return false;
        signature = signature[..length];
        return Verifies(content, signature, key)
            || (content.IndexOf("\\/"u8) >= 0 && Verifies(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace("\\/", "/", StringComparison.Ordinal)), signature, key));
    }

    // One key serves all calls, and RSA promises nothing about being used by several at once.
    private static bool Verifies(ReadOnlySpan<byte> content, byte[] signature, RSA key)
    {
        lock (key)
            return key.VerifyData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}

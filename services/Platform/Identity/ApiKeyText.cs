using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Aftersales.Kernel;

namespace Aftersales.Platform.Identity;

/// <summary>
/// An API key as machines carry it: <c>afk.MERCHANT.KEY_ID.SECRET</c>. The beginning lets scanners of repositories find keys that leaked; merchant and
/// id say whose it is; the secret is 256 random bits.
/// </summary>
/// <param name="Merchant">The tenant, as the text claims.</param>
/// <param name="KeyId">Id of the key, as the text claims.</param>
/// <param name="Secret">43 characters.</param>
public sealed record ApiKeyText(string Merchant, string KeyId, string Secret)
{
    public const string IdPrefix = "key";

    private const string Prefix = "afk";
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int Longest = 160;

    /// <summary>The whole, as it goes into a header. Kept nowhere.</summary>
    public string Text => $"{Prefix}.{Merchant}.{KeyId}.{Secret}";

    /// <summary>A new secret for a key.</summary>
    public static ApiKeyText New(string merchant, string keyId)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        RandomNumberGenerator.Fill(secret);
        return new(merchant, keyId, Base64Url.EncodeToString(secret));
    }

    /// <summary>Null for text that is no API key.</summary>
    public static ApiKeyText? Parse(string text) =>
        text.Length <= Longest && text.Split('.') is [Prefix, { Length: > 0 } merchant, var id, { Length: SecretLength } secret]
        && Ids.IsValid(IdPrefix, id) && IsPlain(merchant) && IsPlain(secret)
            ? new(merchant, id, secret)
            : null;

    /// <summary>SHA-256 of the secret: what is kept, and sent to be verified.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    /// <summary>Without the secret, so that no log has it.</summary>
    public override string ToString() => $"{Prefix}.{Merchant}.{KeyId}.[redacted]";

    private static bool IsPlain(string part) => part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Platform.Identity;

/// <summary>
/// Personal data at rest (R-PPL-2): AES-256-GCM under the suite's data key. What is sealed can be kept in states and events; only the service
/// that needs it opens it.
/// </summary>
public sealed class Vault
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] sealing;
    private readonly byte[] naming;

    /// <param name="key">32 random bytes; two keys are derived from it, one for sealing and one for pseudonyms.</param>
    public Vault(ReadOnlySpan<byte> key)
    {
        if (key.Length != 32)
            throw new ArgumentException("the vault's key has 32 bytes", nameof(key));
        sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ToArray(), 32, info: "sealing"u8.ToArray());
        naming = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ToArray(), 32, info: "pseudonyms"u8.ToArray());
    }

    /// <summary>Ciphertext as base64; the same text gives another one each time.</summary>
    public string Seal(string text) => Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(text)));

    /// <summary>Ciphertext of bytes; another one each time.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var box = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(sealing, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize));
        return box;
    }

    /// <exception cref="CryptographicException">Not sealed with this key, or changed since.</exception>
    public string Open(string ciphertext) => Encoding.UTF8.GetString(Open(Convert.FromBase64String(ciphertext)));

    /// <exception cref="CryptographicException">Not sealed with this key, or changed since.</exception>
    public byte[] Open(ReadOnlySpan<byte> box)
    {
        if (box.Length < NonceSize + TagSize)
            throw new CryptographicException("not sealed by this vault");
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(sealing, TagSize);
        aes.Decrypt(box[..NonceSize], box[(NonceSize + TagSize)..], box.Slice(NonceSize, TagSize), plain);
        return plain;
    }

    /// <summary>The same for the same text, and tells nothing of it without the key: 26 characters of base 32.</summary>
    public string Pseudonym(string text)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(naming, Encoding.UTF8.GetBytes(text), hash);
        Span<char> name = stackalloc char[26];
        for (var i = 0; i < name.Length; i++)
            name[i] = alphabet[hash[i] & 31];
        return new(name);
    }
}

using System.Security.Cryptography;
using System.Text;
using Aftersales.Kernel;

namespace Aftersales.Platform.Identity;

/// <summary>
/// Personal data at rest (R-PPL-2): AES-256-GCM under the suite's data key. What is sealed can be kept in states and events; only the service
/// that needs it opens it, as long as the key of its aggregate is there.
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

    /// <summary>A personal field for states and events; the same text gives another ciphertext each time.</summary>
    public SealedText Seal(string text) => new(SealSecret(text));

    /// <summary>The text; null where it was erased: the key of its aggregate is gone.</summary>
    /// <exception cref="CryptographicException">Not sealed with this key, or changed since.</exception>
    /// <exception cref="InvalidOperationException">It was read without its aggregate's key: a defect.</exception>
    public string? Open(SealedText text)
    {
        if (text.IsEmpty)
            return "";
        // Releases before the keys of aggregates wrote what the vault had sealed.
        if (!AggregateKey.IsWrapped(text.Cipher))
            return OpenSecret(text.Cipher);
        var kept = text as KeyedText ?? throw new InvalidOperationException("a sealed text was read without the key of its aggregate");
        return kept.Key.Unwrap(text.Cipher) is { } box ? Encoding.UTF8.GetString(Open(box)) : null;
    }

    /// <summary>Words as they are shown: <see cref="SealedText.Erased"/> where they were erased.</summary>
    public string Words(SealedText text) => Open(text) ?? SealedText.Erased;

    /// <summary>The key of an aggregate, for who reads its events as the store has them.</summary>
    /// <param name="row">As the store has it; null where there is none.</param>
    public AggregateKey KeyOf(string? row) => new(this, row);

    /// <summary>What is secret and nobody's personal data, as base64: it has no aggregate's key, and is not erased with anybody.</summary>
    public string SealSecret(string text) => Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(text)));

    /// <exception cref="CryptographicException">Not sealed with this key, or changed since.</exception>
    public string OpenSecret(string ciphertext) => Encoding.UTF8.GetString(Open(Convert.FromBase64String(ciphertext)));

    /// <summary>Ciphertext of bytes; another one each time.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain) => Seal(sealing, plain);

    /// <exception cref="CryptographicException">Not sealed with this key, or changed since.</exception>
    public byte[] Open(ReadOnlySpan<byte> box) => Open(sealing, box);

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

    internal static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain)
    {
        var box = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize));
        return box;
    }

    internal static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box)
    {
        if (box.Length < NonceSize + TagSize)
            throw new CryptographicException("not sealed by this vault");
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[(NonceSize + TagSize)..], box.Slice(NonceSize, TagSize), plain);
        return plain;
    }
}

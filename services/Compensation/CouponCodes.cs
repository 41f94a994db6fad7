using System.Security.Cryptography;
using Aftersales.Compensations.Domain;
using Aftersales.Platform.Identity;

namespace Aftersales.Compensations;

/// <summary>
/// Codes of coupons: 80 random bits, so that nobody guesses one. The store keeps a ciphertext, and a keyed hash to find it by.
/// </summary>
public sealed class CouponCodes(Vault vault)
{
    // Crockford's base 32: no letters that are read as digits.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;
    private const int Shown = 4;

    public SealedCode New() => Seal(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>A code that somebody else made.</summary>
    public SealedCode Seal(string code) => new(vault.SealSecret(code), Hash(code));

    /// <summary>The same for a code in any case, with or without spaces and hyphens.</summary>
    public string Hash(string code) =>
        vault.Pseudonym("coupon/" + string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant());

    /// <summary>As its customer sees it: the suite's own in groups of four, another system's as it was imported. Empty where there is none.</summary>
    public string Clear(Coupon? coupon) => coupon switch
    {
        null => "",
        { ImportedCode.Length: > 0 } => vault.OpenSecret(coupon.SealedCode),
        _ => string.Join('-', vault.OpenSecret(coupon.SealedCode).Chunk(4).Select(group => new string(group))),
    };

    /// <summary>The last four characters, as everybody else sees it; empty where there is none.</summary>
    public string Masked(Coupon? coupon) => coupon is null ? "" : Masked(coupon.SealedCode);

    public string Masked(string sealedCode) => $"****-****-****-{vault.OpenSecret(sealedCode)[^Shown..]}";
}

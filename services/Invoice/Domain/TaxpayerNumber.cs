namespace Aftersales.Invoices.Domain;

/// <summary>What a taxpayer number turned out to be (R-INV-4).</summary>
public enum TaxpayerNumberForm
{
    Invalid,

    /// <summary>A unified social credit code.</summary>
    Current,

    /// <summary>An older form: accepted, with a warning.</summary>
    Older,
}

/// <summary>
/// R-INV-4. Current numbers are unified social credit codes (GB 32100): 17 characters and one that checks them, modulo 31. Numbers of older forms
/// have 15, 17, 18 or 20 characters; of those only the 18 of an identity card (sole traders, GB 11643) can be checked.
/// </summary>
public static class TaxpayerNumber
{
    /// <summary>GB 32100 leaves out I, O, S, V and Z.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private const string CardChecks = "10X98765432";

    /// <summary>Without blanks and in capitals, as it is checked and printed.</summary>
    public static string Normalise(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    /// <param name="number">As <see cref="Normalise"/> gives it.</param>
    public static TaxpayerNumberForm FormOf(string number) => number.Length switch
    {
        18 when IsCreditCode(number) => TaxpayerNumberForm.Current,
        18 when IsIdentityCard(number) => TaxpayerNumberForm.Older,
        15 or 17 or 20 when number.All(char.IsAsciiLetterOrDigit) => TaxpayerNumberForm.Older,
        _ => TaxpayerNumberForm.Invalid,
    };

    /// <summary>The check character of 17 characters; null when one is not of the alphabet.</summary>
    public static char? CheckCharacter(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        var weight = 1;
        foreach (var letter in first17)
        {
            if (Alphabet.IndexOf(letter) is not (>= 0 and var value))
                return null;
            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }

    private static bool IsCreditCode(string number) => CheckCharacter(number.AsSpan(0, 17)) == number[17];

    private static bool IsIdentityCard(string number)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            if (!char.IsAsciiDigit(number[i]))
                return false;
            sum = ((sum + number[i] - '0') * 2) % 11;
        }

        return CardChecks[sum] == number[17];
    }
}

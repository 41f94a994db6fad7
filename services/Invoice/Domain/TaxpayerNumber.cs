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

/// <summary>What is wrong with a taxpayer number.</summary>
public enum TaxpayerNumberProblem
{
    /// <summary>No form has so many characters.</summary>
    Length,

    /// <summary>A character that the form does not have.</summary>
    Character,

    /// <summary>The character that checks the others is another one.</summary>
    CheckCharacter,
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
    private const int CodeLength = 18;

    /// <summary>Without blanks and in capitals, as it is checked and printed.</summary>
    public static string Normalise(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    /// <param name="number">As <see cref="Normalise"/> gives it.</param>
    public static TaxpayerNumberForm FormOf(string number) =>
        ProblemOf(number) is not null ? TaxpayerNumberForm.Invalid
        : number.Length == CodeLength && IsCreditCode(number) ? TaxpayerNumberForm.Current
        : TaxpayerNumberForm.Older;

    /// <summary>What is wrong with a number and at which character, counted from 1 (for a wrong length: how many there are); null when nothing is.</summary>
    /// <param name="number">As <see cref="Normalise"/> gives it.</param>
    public static (TaxpayerNumberProblem Problem, int Position)? ProblemOf(string number) => number.Length switch
    {
        CodeLength when IsCreditCode(number) || IsIdentityCard(number) => null,
        CodeLength when FirstOutside(number, Alphabet.Contains) is { } position => (TaxpayerNumberProblem.Character, position),
        CodeLength => (TaxpayerNumberProblem.CheckCharacter, CodeLength),
        15 or 17 or 20 => FirstOutside(number, char.IsAsciiLetterOrDigit) is { } position ? (TaxpayerNumberProblem.Character, position) : null,
        var length => (TaxpayerNumberProblem.Length, length),
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

    private static int? FirstOutside(string number, Func<char, bool> isAllowed) =>
        number.TakeWhile(isAllowed).Count() is var good && good < number.Length ? good + 1 : null;

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

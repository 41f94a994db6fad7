using System.Collections.Immutable;
using System.Text;

namespace Aftersales.Compensations.Domain;

/// <summary>R-COMP-7: whether words ask for a review in exchange. The agent's own flag counts beside it.</summary>
public static class ReviewCheck
{
    public static bool IsConditioned(string text, ImmutableArray<string> phrases)
    {
        if (text.Length == 0)
            return false;
        var said = Letters(text);
        return phrases.Any(phrase => said.Contains(Letters(phrase), StringComparison.Ordinal));
    }

    /// <summary>Letters and digits alone, in lower case and normal width: what is written 5 ★ 好 评 reads like 5好评.</summary>
    internal static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var letter in text.Select(Narrow).Where(char.IsLetterOrDigit))
            letters.Append(char.ToLowerInvariant(letter));
        return letters.ToString();
    }

    // The full-width forms of ASCII, which Chinese keyboards write.
    private static char Narrow(char letter) => letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter;
}

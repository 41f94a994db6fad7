using System.Globalization;
using System.Text;

namespace Aftersales.Complaints.Domain;

/// <summary>
/// The words of a text that a search finds it by: runs of letters and digits without regard to case and width, and, since Chinese, Japanese and Korean have
/// no spaces between words, each pair of neighbouring characters of those.
/// </summary>
public static class SearchWords
{
    /// <param name="most">How many words a text has at most; those that come later are not found.</param>
    /// <returns>Each word once, in the order of the text. Single letters and digits are none; a character that stands alone is one.</returns>
    public static ImmutableArray<string> Of(string text, int most) => [.. All(text).Distinct(StringComparer.Ordinal).Take(most)];

    private static IEnumerable<string> All(string text)
    {
        var run = new List<Rune>();
        foreach (var written in text.EnumerateRunes())
        {
            var letter = Rune.ToLowerInvariant(Narrow(written));
            var goesOn = IsOfWord(letter) && (run.Count == 0 || IsPaired(run[0]) == IsPaired(letter));
            if (!goesOn)
            {
                foreach (var word in Words(run))
                    yield return word;
                run.Clear();
            }

            if (IsOfWord(letter))
                run.Add(letter);
        }

        foreach (var word in Words(run))
            yield return word;
    }

    private static IEnumerable<string> Words(List<Rune> run) => run switch
    {
        [] => [],
        [var only] => IsPaired(only) ? [only.ToString()] : [],
        [var first, ..] when IsPaired(first) => run.Zip(run.Skip(1), (left, right) => $"{left}{right}"),
        _ => [string.Concat(run)],
    };

    // Full-width forms of ASCII, as Chinese keyboards write them.
    private static Rune Narrow(Rune letter) => letter.Value is >= 0xFF01 and <= 0xFF5E ? new(letter.Value - 0xFEE0) : letter;

    private static bool IsOfWord(Rune letter) => Rune.IsLetterOrDigit(letter) || Rune.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;

    // Kana, Han with its extensions, Hangul.
    private static bool IsPaired(Rune letter) => letter.Value is
        (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}

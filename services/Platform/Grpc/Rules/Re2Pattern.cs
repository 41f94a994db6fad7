using System.Text;
using System.Text.RegularExpressions;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>
/// Patterns in contracts are RE2, whose <c>$</c>, <c>\d</c> and <c>.</c> mean something else to .NET: the end of the text and not also a final line
/// break, ASCII digits, a whole code point. This writes the common part of RE2 so that .NET reads it alike, and refuses the rest.
/// Matching takes time linear in the text.
/// </summary>
internal static class Re2Pattern
{
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private const string Digit = "0-9";
    private const string Word = "0-9A-Za-z_";
    private const string Space = @"\t\n\f\r ";

    /// <exception cref="NotSupportedException">The pattern uses more of RE2 than is implemented here.</exception>
    /// <exception cref="RegexParseException">The pattern is none.</exception>
    public static Regex Compile(string pattern) =>
        new(Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static string Translate(string pattern)
    {
        var written = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var next = i + 1 < pattern.Length ? pattern[i + 1] : '\0';
            written.Append(pattern[i] switch
            {
                var c when char.IsSurrogate(c) => throw Unsupported(pattern),
                '(' when next is '?' && (i + 2 >= pattern.Length || pattern[i + 2] is not ':') => throw Unsupported(pattern),
                '$' => @"\z",
                '.' => Except(@"\n"),
                '[' => Class(pattern, ref i),
                '\\' => Escape(pattern, next, ref i),
                var c => c.ToString(),
            });
        }
        return written.ToString();
    }

    private static string Escape(string pattern, char escaped, ref int at)
    {
        at++;
        return escaped switch
        {
            'd' => $"[{Digit}]",
            'D' => Except(Digit),
            'w' => $"[{Word}]",
            'W' => Except(Word),
            's' => $"[{Space}]",
            'S' => Except(Space),
            _ => Literal(pattern, escaped),
        };
    }

    private static string Class(string pattern, ref int at)
    {
        var isNegated = at + 1 < pattern.Length && pattern[at + 1] is '^';
        at += isNegated ? 2 : 1;
        var members = new StringBuilder();
        for (var first = at; ; at++)
        {
            if (at >= pattern.Length)
                throw Unsupported(pattern);
            var c = pattern[at];
            if (c is ']' && at > first)
                break;
            members.Append(c switch
            {
                '[' or ']' => throw Unsupported(pattern),
                _ when char.IsSurrogate(c) => throw Unsupported(pattern),
                '\\' => Member(pattern, at + 1 < pattern.Length ? pattern[++at] : '\0'),
                _ => c.ToString(),
            });
        }
        return isNegated ? Except(members.ToString()) : $"[{members}]";
    }

    private static string Member(string pattern, char escaped) => escaped switch
    {
        'd' => Digit,
        'w' => Word,
        's' => Space,
        _ => Literal(pattern, escaped),
    };

    private static string Literal(string pattern, char escaped) => escaped switch
    {
        't' or 'n' or 'r' or 'f' => $@"\{escaped}",
        _ when char.IsAsciiLetterOrDigit(escaped) || escaped is '\0' || !char.IsAscii(escaped) => throw Unsupported(pattern),
        _ => $@"\x{(int)escaped:x2}",
    };

    /// <summary>One code point that is none of these: a surrogate pair, or one UTF-16 unit that is no half of a pair.</summary>
    private static string Except(string members) => $@"(?:{Pair}|[^{members}\uD800-\uDFFF])";

    private static NotSupportedException Unsupported(string pattern) =>
        new($"the pattern {pattern} needs a part of RE2 that is not implemented");
}

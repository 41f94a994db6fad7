using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>The rules of string and bytes.</summary>
internal static partial class TextRules
{
    public static Requirement<string>? OfString(string name, object bound) => (name, bound) switch
    {
        ("const", string text) => new($"must be {text}", (value, _) => value == text),
        ("len", ulong n) => new($"must have exactly {n} characters", (value, _) => CodePoints(value) == n),
        ("min_len", ulong n) => new($"must have at least {n} characters", (value, _) => CodePoints(value) >= n),
        ("max_len", ulong n) => new($"must have at most {n} characters", (value, _) => (ulong)value.Length <= n || CodePoints(value) <= n),
        ("min_bytes", ulong n) => new($"must have at least {n} bytes", (value, _) => (ulong)Encoding.UTF8.GetByteCount(value) >= n),
        ("max_bytes", ulong n) => new($"must have at most {n} bytes", (value, _) => (ulong)Encoding.UTF8.GetByteCount(value) <= n),
        ("pattern", string pattern) => Matches(Re2Pattern.Compile(pattern), $"must match {pattern}"),
        ("prefix", string text) => new($"must begin with {text}", (value, _) => value.StartsWith(text, StringComparison.Ordinal)),
        ("suffix", string text) => new($"must end with {text}", (value, _) => value.EndsWith(text, StringComparison.Ordinal)),
        ("contains", string text) => new($"must contain {text}", (value, _) => value.Contains(text, StringComparison.Ordinal)),
        ("not_contains", string text) => new($"must not contain {text}", (value, _) => !value.Contains(text, StringComparison.Ordinal)),
        ("in", RepeatedField<string> texts) => new($"must be one of {string.Join(", ", texts)}", (value, _) => texts.Contains(value)),
        ("not_in", RepeatedField<string> texts) => new($"must be none of {string.Join(", ", texts)}", (value, _) => !texts.Contains(value)),
        ("email", true) => Matches(Email(), "must be an e-mail address"),
        ("uuid", true) => Matches(Uuid(), "must be a UUID"),
        _ => null,
    };

    public static Requirement<ByteString>? OfBytes(string name, object bound) => (name, bound) switch
    {
        ("len", ulong n) => new($"must have exactly {n} bytes", (value, _) => (ulong)value.Length == n),
        ("min_len", ulong n) => new($"must have at least {n} bytes", (value, _) => (ulong)value.Length >= n),
        ("max_len", ulong n) => new($"must have at most {n} bytes", (value, _) => (ulong)value.Length <= n),
        _ => null,
    };

    private static Requirement<string> Matches(Regex form, string text) => new(text, (value, _) => form.IsMatch(value));

    private static ulong CodePoints(string value)
    {
        var count = 0UL;
        foreach (var _ in value.EnumerateRunes())
            count++;
        return count;
    }

    // The form that HTML defines for input fields; each label of the domain has at most 63 characters.
    [GeneratedRegex(@"\A[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Uuid();
}

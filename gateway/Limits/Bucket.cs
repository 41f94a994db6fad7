using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Gateway.Limits;

/// <summary>Whose tokens a call takes.</summary>
/// <param name="Subject">The caller; empty for all of the merchant together.</param>
internal readonly record struct Bucket(string Merchant, string Subject, MethodClass Class, Allowance Allowance)
{
    /// <summary>Those that a call takes a token from, all or none.</summary>
    public static Bucket[] Of(string merchant, string subject, MethodClass of, ClassLimit limit) => [new(merchant, subject, of, limit.Caller), new(merchant, "", of, limit.Merchant)];

    /// <summary>
    /// Where the gateways keep it together. Hashed: of bounded length, and Redis is told no names. In a cluster all that one script touches has to be in one
    /// place, which the braces see to.
    /// </summary>
    public string SharedKey() => $"limit:{{{Hash(Merchant)}}}:{Class}{(Subject.Length == 0 ? "" : $":{Hash(Subject)}")}";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 15));
}

/// <param name="Wait">Until the call would pass; zero when it did.</param>
/// <param name="Emptiest">Which bucket makes it wait.</param>
internal readonly record struct Taken(TimeSpan Wait, int Emptiest)
{
    public bool Passes => Wait <= TimeSpan.Zero;
}

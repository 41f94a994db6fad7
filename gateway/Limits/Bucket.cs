using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Gateway.Limits;

/// <summary>
/// A token bucket, kept as the moment at which it would be full again (GCRA, the leaky bucket turned round): one number, which needs no timer. A call
/// moves it on by one interval, and passes while it is no further away than the burst.
/// </summary>
/// <param name="Key">Where it is kept. Hashed: of bounded length, and Redis is told no names.</param>
internal readonly record struct Bucket(string Key, Allowance Allowance)
{
    /// <summary>Those that a call takes a token from, all or none: its caller's and its merchant's.</summary>
    public static Bucket[] Of(string merchant, string subject, MethodClass of, ClassLimit limit)
    {
        // In a cluster of Redis all that one script touches has to be in one place: the braces see to that.
        var tenant = $"limit:{{{Hash(merchant)}}}:{of}";
        return [new($"{tenant}:{Hash(subject)}", limit.Caller), new(tenant, limit.Merchant)];
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 15));
}

/// <param name="Wait">Until the call would pass; zero when it did.</param>
/// <param name="Emptiest">Which bucket makes it wait.</param>
internal readonly record struct Taken(TimeSpan Wait, int Emptiest)
{
    public bool Passes => Wait <= TimeSpan.Zero;
}

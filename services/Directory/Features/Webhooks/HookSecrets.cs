using System.Security.Cryptography;

namespace Aftersales.Directories.Features;

/// <summary>What deliveries are signed with: <c>whsec_</c> and 32 random bytes in base64, as Standard Webhooks has it.</summary>
internal static class HookSecrets
{
    private const string Prefix = "whsec_";
    private const int Length = 32;

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length));

    public static byte[] Bytes(string secret) => Convert.FromBase64String(secret[Prefix.Length..]);
}

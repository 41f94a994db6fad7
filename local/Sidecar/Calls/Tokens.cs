using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Sidecar.Calls;

/// <summary>Compares secrets in a time that does not tell how far they agree.</summary>
internal static class Tokens
{
    public static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}

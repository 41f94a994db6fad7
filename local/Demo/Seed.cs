using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Demo;

/// <summary>Request ids that follow from what is asked: a demo that is started again after a crash repeats its requests instead of making new ones.</summary>
internal static class Seed
{
    public static string RequestId(params ReadOnlySpan<string> parts) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', parts)))[..16]).ToString();
}

using System.Text.RegularExpressions;

namespace Aftersales.Sidecar;

/// <summary>What an app id looks like.</summary>
internal static partial class AppIds
{
    public static bool IsValid(string appId) => Pattern().IsMatch(appId);

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex Pattern();
}

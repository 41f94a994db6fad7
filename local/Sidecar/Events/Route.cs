using System.Text.RegularExpressions;
using Aftersales.Contracts.Dapr;

namespace Aftersales.Sidecar.Events;

/// <summary>Which path of the app an event of a subscription goes to. Of the rules' language (CEL) it knows <c>event.type == "…"</c> alone.</summary>
internal static partial class Route
{
    /// <exception cref="NotSupportedException">A rule says more than that.</exception>
    public static Func<string, string> For(TopicRoutes? routes)
    {
        if (routes is null)
            return _ => "";
        var rules = routes.Rules.Select(rule => (Type: TypeOf(rule.Match), rule.Path)).ToList();
        return type => rules.Where(rule => rule.Type is null || rule.Type == type).Select(rule => rule.Path).FirstOrDefault() ?? routes.Default;
    }

    private static string? TypeOf(string match)
    {
        if (match.Length == 0)
            return null;
        var type = EventType().Match(match);
        return type.Success
            ? type.Groups["type"].Value
            : throw new NotSupportedException($"the development sidecar knows no rule but event.type == \"…\", not: {match}");
    }

    [GeneratedRegex("""^\s*event\.type\s*==\s*(["'])(?<type>[^"'\\]*)\1\s*$""")]
    private static partial Regex EventType();
}

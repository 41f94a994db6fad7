using System.Text.Json;

namespace Aftersales.Sidecar.Calls;

/// <summary>Who may call which method of an app: Dapr's <c>accessControl</c>, checked by the sidecar of the app that is called.</summary>
/// <param name="AllowByDefault">What happens to a call that no rule mentions.</param>
/// <param name="Rules">The rules; the first that fits decides.</param>
public sealed record AccessPolicy(bool AllowByDefault, IReadOnlyList<AccessRule> Rules)
{
    /// <summary>Nobody may call anything but what <paramref name="rules"/> allow.</summary>
    public static AccessPolicy AllowOnly(params IEnumerable<AccessRule> rules) => new(false, [.. rules]);

    /// <summary>Whether <paramref name="caller"/> may call <paramref name="method"/> (<c>/package.Service/Method</c>).</summary>
    public bool Allows(string caller, string method) =>
        Rules.FirstOrDefault(rule => rule.CallerAppId == caller && rule.Covers(method))?.Allow ?? AllowByDefault;

    /// <summary>Reads Dapr's <c>accessControl</c> as JSON: <c>defaultAction</c>, <c>policies[].appId</c>, <c>.defaultAction</c>, <c>.operations[].name</c>, <c>.action</c>.</summary>
    /// <exception cref="JsonException">It is not JSON, or a policy names no app.</exception>
    public static AccessPolicy Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var rules = new List<AccessRule>();
        foreach (var policy in Items(document.RootElement, "policies"))
        {
            var caller = Text(policy, "appId") ?? throw new JsonException("A policy of the access control names no appId.");
            foreach (var operation in Items(policy, "operations"))
                rules.Add(new(caller, Text(operation, "name") ?? "/*", IsAllow(operation, "action")));
            if (Text(policy, "defaultAction") is not null)
                rules.Add(new(caller, "/*", IsAllow(policy, "defaultAction")));
        }

        return new(IsAllow(document.RootElement, "defaultAction"), rules);
    }

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var array) ? array.EnumerateArray() : [];

    private static bool IsAllow(JsonElement parent, string name) => Text(parent, name) == "allow";

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>One line of an <see cref="AccessPolicy"/>.</summary>
/// <param name="CallerAppId">The app that calls.</param>
/// <param name="Method">The full method, or a beginning of it that ends in <c>/*</c>.</param>
/// <param name="Allow">Whether it may.</param>
public sealed record AccessRule(string CallerAppId, string Method, bool Allow = true)
{
    internal bool Covers(string method) => Method.EndsWith("/*", StringComparison.Ordinal)
        ? method.StartsWith(Method[..^1], StringComparison.Ordinal)
        : Method == method;
}

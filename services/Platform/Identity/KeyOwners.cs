using System.Collections.Frozen;
using System.Collections.Immutable;
using Aftersales.Platform.Calls;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Platform.Identity;

/// <summary>
/// What the signature of a key counts for: whoever takes over a service has its key, and must not become everybody with it. The suite's own keys say in their
/// ids whose they are, <c>refund-1</c>; every other key is an issuer's.
/// </summary>
public static class KeyOwners
{
    public const string Gateway = "gateway";

    /// <summary>App ids that sign tokens of their own.</summary>
    public static ImmutableArray<string> Apps { get; } = ["directory", "tracking", "complaint", "returns", "refund", "compensation", "invoice", Gateway];

    private static readonly FrozenSet<string> Known = Apps.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>App whose key it is; null for an issuer's.</summary>
    public static string? Of(string? keyId) =>
        keyId is not null && keyId.LastIndexOf('-') is > 0 and var end && keyId[..end] is var app && Known.Contains(app) ? app : null;

    /// <summary>
    /// Whether a key may speak for a caller: an app's for the app itself, the gateway's for machines too, to some methods alone; an issuer's for people, and for
    /// services only where none has a key of its own, as in development.
    /// </summary>
    /// <param name="keys">All that are believed.</param>
    public static bool MaySign(string? keyId, Caller caller, IEnumerable<SecurityKey> keys) => Of(keyId) switch
    {
        null => !caller.IsService || keys.All(key => Of(key.KeyId) is null),
        var app when caller.IsService => caller.Person == app && caller.Roles.Count == 1,
        var app => app == Gateway && caller.Scope is not null,
    };
}

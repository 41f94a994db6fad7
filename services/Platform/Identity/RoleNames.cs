using Aftersales.Contracts;
using Google.Protobuf.Reflection;

namespace Aftersales.Platform.Identity;

/// <summary>Roles as tokens name them: the contract's value without its prefix, in lower case.</summary>
public static class RoleNames
{
    private const string Prefix = "ROLE_";
    private static readonly Dictionary<Role, string> Names = AccessReflection.Descriptor.EnumTypes
        .Single(e => e.Name == nameof(Role)).Values
        .ToDictionary(value => (Role)value.Number, value => value.Name[Prefix.Length..].ToLowerInvariant());

    private static readonly Dictionary<string, Role> Roles = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(Role role) => Names[role];

    /// <summary>The role of that name; unspecified when there is none.</summary>
    public static Role Parse(string name) => Roles.GetValueOrDefault(name);
}

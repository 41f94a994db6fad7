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

    public static string Of(Role role) => Names[role];
}

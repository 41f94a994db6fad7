using System.Collections.Immutable;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns;

/// <summary>Who decides, in the domain's words.</summary>
public static class Authorities
{
    /// <summary>The person whose decision it is, with their roles by name.</summary>
    public static Authority ToAuthority(this Caller caller) =>
        new(caller.Decider.Person, [.. caller.Decider.Roles.Select(role => $"{role}")]);

    public static ImmutableArray<OverrideWish> ToWishes(this IEnumerable<OverrideRequest> overrides) =>
        [.. overrides.Select(o => new OverrideWish(o.RuleId, o.Why))];
}

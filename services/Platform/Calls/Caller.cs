using System.Collections.Immutable;
using Aftersales.Contracts;

namespace Aftersales.Platform.Calls;

/// <summary>Who calls, as the verified token says.</summary>
/// <param name="Merchant">The tenant; everything read and written belongs to it.</param>
/// <param name="Person">Subject of the token: a person's id, a customer's id, or a service's name.</param>
/// <param name="Roles">What they may do.</param>
/// <param name="App">The app that the call came through, as the sidecar says; empty when it came without one.</param>
public sealed record Caller(string Merchant, string Person, ImmutableHashSet<Role> Roles, string App = "")
{
    /// <summary>The person that a service acts for; null for people.</summary>
    public Caller? OnBehalfOf { get; init; }

    /// <summary>The methods that the token is for; null for all that the roles may call.</summary>
    public MethodScope? Scope { get; init; }

    /// <summary>Whose decision this is: the person that a service acts for, or else the caller.</summary>
    public Caller Decider => OnBehalfOf ?? this;

    public bool Is(Role role) => Roles.Contains(role);

    public bool IsCustomer => Is(Role.Customer);

    public bool IsService => Is(Role.Service);

    /// <summary>The highest tier that the roles reach (R-ESC-1).</summary>
    public Tier Tier =>
        Is(Role.Platform) ? Tier.Platform
        : Is(Role.AgentL2) || Is(Role.Supervisor) ? Tier.L2
        : Is(Role.AgentL1) ? Tier.L1
        : Tier.Unspecified;
}

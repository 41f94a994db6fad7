using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>What the authority decider answers: a permission or a refusal.</summary>
public sealed record Ruling(Permission? Permission, Refusal? Refusal)
{
    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Permission))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator Ruling(Permission permission) => new(permission, null);

    public static implicit operator Ruling(Refusal refusal) => new(null, refusal);
}

/// <summary>What may be granted.</summary>
/// <param name="Amount">What is granted now: the demand less what stands for the same cause.</param>
/// <param name="Allowed">The most that the person may grant for it; null is as decided.</param>
public sealed record Permission(
    Money Amount, Money? Allowed, Basis Basis, Strength Strength, ImmutableArray<Strength> Claims, ImmutableArray<Counted> Counted)
{
    /// <summary>Budgets that it brings to their warning share.</summary>
    public ImmutableArray<BudgetWarning> Warnings { get; init; } = [];
}

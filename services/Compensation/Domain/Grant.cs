using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>A compensation granted for one cause on one order, or what a stronger decision added to one.</summary>
/// <param name="StepId">The plan's step that asked for it.</param>
/// <param name="Demanded">The whole compensation that was asked for; more than <paramref name="Amount"/> when part of it was granted before.</param>
/// <param name="Claims">Strengths of this order and cause that it holds, so that no two grants of a strength stand.</param>
/// <param name="Counted">The bounded sums that its amount counts in.</param>
/// <param name="Coupon">Null for other kinds, and while a code is awaited.</param>
public sealed record Grant(
    string OrderId,
    string CustomerId,
    string CaseId,
    string StepId,
    Cause Cause,
    Kind Kind,
    Money Demanded,
    Money Amount,
    Basis Basis,
    Strength Strength,
    ImmutableArray<Strength> Claims,
    ImmutableArray<Counted> Counted,
    Coupon? Coupon,
    Instant GrantedAt)
{
    /// <summary>The pieces concerned; empty where it is the whole order.</summary>
    public ImmutableArray<Piece> Pieces { get; init; } = [];

    public Part Part { get; init; }

    /// <summary>Which gift; empty for other kinds. Its fulfilment is a task of the order (R-COMP-1).</summary>
    public string GiftSku { get; init; } = "";

    /// <summary>The code of another system that its coupon waits for; null where it has its coupon, and for other kinds.</summary>
    public AwaitedCode? Awaited { get; init; }

    public GrantStatus Status { get; init; } = GrantStatus.Granted;

    /// <summary>Budgets that it brought to their warning share.</summary>
    public ImmutableArray<BudgetWarning> Warned { get; init; } = [];

    /// <summary>The last correction of who bears the cost; null where there was none.</summary>
    public Reattributed? Reattributed { get; init; }

    /// <summary>Who revoked it and why; null while it stands.</summary>
    public Revoked? Revoked { get; init; }

    /// <summary>Whether the customer had it: a coupon that they let expire was granted all the same.</summary>
    public bool Stands => Status != GrantStatus.Revoked;
}

/// <summary>R-COMP-9: the rule, its version, the inputs, who decided and who bears the cost.</summary>
/// <param name="RateBasisPoints">The amount as a share of what was paid, rounded up; 0 where nothing was paid.</param>
public sealed record Basis(
    string Rule, string PolicyVersion, Money PaidAmount, int RateBasisPoints, string DecidedBy, Tier Tier, Party AttributedTo)
{
    /// <summary>The policy's rule; empty on grants from before rules had ids.</summary>
    public string RuleId { get; init; } = "";

    /// <summary>The delegation that they decided with; empty where their role sufficed.</summary>
    public string AuthorityId { get; init; } = "";
}

/// <summary>A bounded sum that a grant counts in, with the bound that was in force.</summary>
/// <param name="Part">How much of the grant counts in it; null for all.</param>
public sealed record Counted(string Counter, Money Limit, Money? Part = null)
{
    /// <summary>For a budget that the grant leaves below its warning share: the most that is still below (<see cref="BudgetWatch"/>).</summary>
    public Money? Line { get; init; }
}

using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Contract = Aftersales.Contracts.Compensations;

namespace Aftersales.Compensations;

/// <summary>Authorities and budgets as the contract tells them.</summary>
internal static class AuthorityToContract
{
    public static Contract.Authority ToAuthority(this Versioned<Domain.Authority> authority) => new()
    {
        AuthorityId = authority.Id,
        Version = authority.Version,
        PersonId = authority.State.Person,
        Kind = authority.State.IsLimit ? AuthorityKind.Limit : AuthorityKind.Delegation,
        Tier = authority.State.Tier.ToTier(),
        Kinds = { authority.State.Scope.Kinds.Select(kind => (CompensationKind)kind) },
        Causes = { authority.State.Scope.Causes.Select(cause => (CompensationCause)cause) },
        RateBasisPoints = authority.State.Scope.Rate?.BasisPoints ?? 0,
        Cap = authority.State.Scope.Cap?.ToContract(),
        FromTime = authority.State.From.ToContract(),
        UntilTime = authority.State.Until?.ToContract(),
        Reason = authority.State.Reason,
        State = (AuthorityState)authority.State.Status,
        GivenBy = authority.State.GivenBy,
        GivenTime = authority.State.GivenAt.ToContract(),
        RevokedBy = authority.State.Revocation?.By ?? "",
        RevokedTime = authority.State.Revocation?.At.ToContract(),
        RevokeReason = authority.State.Revocation?.Reason ?? "",
    };

    public static BudgetWarned ToMessage(this BudgetWarning warning, string grant)
    {
        var budget = Domain.Budget.Read(warning.Counter)!.Value;
        return new()
        {
            Scope = (Contract.BudgetScope)budget.Scope,
            ScopeId = budget.Of,
            Period = budget.Period,
            Tier = warning.Tier.ToTier(),
            Limit = warning.Limit.ToContract(),
            Spent = warning.Spent.ToContract(),
            GrantId = grant,
        };
    }
}

using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>What somebody decides with: the rules of a tier, narrowed.</summary>
/// <param name="Scopes">All of them hold.</param>
/// <param name="AuthorityId">The delegation it comes from; empty for a role's own.</param>
public sealed record Power(Tier Tier, ImmutableArray<Scope> Scopes, string AuthorityId = "")
{
    /// <summary>What anybody of the tier has.</summary>
    public static Power Of(Tier tier) => new(tier, []);

    /// <summary>The role's own first, then what was delegated. A limit narrows the role of those who are not above whoever set it.</summary>
    public static ImmutableArray<Power> Of(Decider by, Situation situation)
    {
        if (situation.Authorities.IsEmpty)
            return [Of(by.Tier)];
        var live = situation.Authorities.Where(known => known.Value.Person == by.Person && known.Value.IsInForce(situation.Now)).ToList();
        return
        [
            new(by.Tier, [.. live.Where(known => known.Value.IsLimit && by.Tier <= known.Value.GivenOn).Select(known => known.Value.Scope)]),
            .. live.Where(known => !known.Value.IsLimit).OrderBy(known => known.Value.Tier).Select(known => new Power(known.Value.Tier, [known.Value.Scope], known.Key)),
        ];
    }

    /// <summary>Whether it has a say in this. What a rule mandates is owed, so that no limit keeps anybody from giving it (R-COMP-4).</summary>
    public bool Opens(Rule rule, Kind kind, Cause cause) => rule.Kinds.Contains(kind) && rule.Tiers.Contains(Tier) && (IsOwed(rule) || Scopes.All(scope => scope.Allows(kind, cause)));

    /// <summary>The most that a matching rule lets it grant; null is as decided.</summary>
    public Money? Most(Verdict verdict)
    {
        var most = verdict.Allowance!.Most;
        if (IsOwed(verdict.Rule))
            return most;
        foreach (var scope in Scopes)
            if (scope.Most(verdict.Allowance.Base) is { } bound)
                most = most is { } so ? Money.Min(so, bound) : bound;
        return most;
    }

    private bool IsOwed(Rule rule) => rule.Mandated && AuthorityId.Length == 0;
}

using System.Collections.Immutable;
using System.Globalization;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>Whether somebody may grant something (R-COMP-2 to R-COMP-7): the same answer to a question, to a quote and to a grant.</summary>
public static class AuthorityDecider
{
    private static readonly Tier[] Ladder = [Tier.L1, Tier.L2, Tier.Platform];

    public static Ruling Decide(Demand demand, Decider by, Situation situation)
    {
        if (demand.ConditionalOnReview || ReviewCheck.IsConditioned(demand.Text, situation.Policy.ReviewPhrases))
            return new Refusal(CompensationReasons.ReviewConditioned, "a compensation must not depend on a review").Rule("R-COMP-7");
        if (demand.Kind.IsRestitution)
            return Restitution.Decide(demand, by, situation);

        var rules = situation.Judge(demand.Cause, demand.Part, demand.Pieces).Where(verdict => verdict.Matches && verdict.Rule.Kinds.Contains(demand.Kind)).ToList();
        if (rules.Count == 0)
            return new Refusal(CompensationReasons.KindNotAllowed, "no tier can grant this kind for this cause").Rule("R-COMP-4");
        var powers = Power.Of(by, situation);
        var covering = (from power in powers from verdict in rules where Covers(verdict, power, demand) select (Rule: verdict.Rule, Power: power)).ToList();
        if (covering.Count == 0)
            return Exceeded(rules, powers, by.Tier, demand);

        var earlier = situation.Standing.For(demand.Cause);
        var amount = demand.Amount - Granted(earlier, demand.Amount.Currency);
        var stronger = covering.Where(pair => pair.Rule.StrengthOf(pair.Power.Tier) > Strongest(earlier)).OrderBy(pair => pair.Rule.StrengthOf(pair.Power.Tier)).ToList();
        if (stronger.Count == 0 || !amount.IsPositive)
            return AlreadyCompensated(earlier[0].Key);

        // What is owed in any case need not wait for a budget: a rule that a bound keeps out leaves the next one.
        Refusal? first = null;
        foreach (var (rule, power) in stronger)
        {
            var permission = Permit(rule, power, amount, demand, by, situation, Allowed(rules, powers, demand));
            if (Bounds.Refuse(permission, power.Tier, situation.Standing) is not { } refusal)
                return permission;
            first ??= refusal;
        }

        return first!;
    }

    /// <summary>R-COMP-5: the cause was compensated; points to the first grant.</summary>
    public static Refusal AlreadyCompensated(string grantId) =>
        new Refusal(CompensationReasons.AlreadyCompensated, "the order was compensated for this cause").With("grant_id", grantId).Rule("R-COMP-5");

    internal static Money Granted(ImmutableArray<KeyValuePair<string, Grant>> earlier, Currency currency) =>
        earlier.Aggregate(Money.Zero(currency), (sum, grant) => sum + grant.Value.Amount);

    internal static Strength Strongest(ImmutableArray<KeyValuePair<string, Grant>> earlier) => earlier.IsEmpty ? default : earlier[^1].Value.Strength;

    /// <summary>How strong a grant by this rule is (R-COMP-5).</summary>
    internal static Strength StrengthOf(this Rule rule, Tier tier) => (rule.Mandated, tier) switch
    {
        (true, _) => Strength.Mandated,
        (_, Tier.Platform) => Strength.Platform,
        (_, Tier.L2) => Strength.L2,
        _ => Strength.L1,
    };

    /// <summary>The tiers above this one, lowest first.</summary>
    internal static IEnumerable<Tier> Above(Tier tier) => Ladder.Where(t => t > tier);

    /// <summary>A tier as refusals name it: the contract's value without its prefix.</summary>
    internal static string Name(Tier tier) => tier.ToString().ToUpperInvariant();

    private static Permission Permit(Rule rule, Power power, Money amount, Demand demand, Decider by, Situation situation, Money? allowed)
    {
        var paid = situation.Order.PaidAmount;
        var strength = rule.StrengthOf(power.Tier);
        var earlier = situation.Standing.For(demand.Cause);
        var (counted, warnings) = BudgetWatch.Of(Bounds.Of(demand.OrderId, by.Person, power.Tier, situation).For(rule), amount, power.Tier, situation);
        return new(
            amount,
            allowed,
            new(rule.Handbook, situation.Policy.Version, paid, RateOf(amount, paid), by.Person, power.Tier, demand.AttributedTo) { RuleId = rule.Id, AuthorityId = power.AuthorityId },
            strength,
            [.. Enum.GetValues<Strength>().Where(s => s <= strength && !earlier.Any(g => g.Value.Claims.Contains(s)))],
            counted)
        {
            Warnings = warnings,
        };
    }

    private static bool Covers(Verdict verdict, Power power, Demand demand) =>
        power.Opens(verdict.Rule, demand.Kind, demand.Cause) && (power.Most(verdict) is not { } most || demand.Amount <= most);

    // R-COMP-3: the answer says which tier can.
    private static Refusal Exceeded(List<Verdict> rules, ImmutableArray<Power> powers, Tier tier, Demand demand)
    {
        var allowed = Allowed(rules, powers, demand) ?? Money.Zero(demand.Amount.Currency);
        var refusal = new Refusal(CompensationReasons.AuthorityExceeded, "above the authority of whoever decides")
            .With("allowed", allowed.Minor.ToString(CultureInfo.InvariantCulture))
            .Rule("R-COMP-2");
        var able = Above(tier).Where(t => rules.Exists(verdict => Covers(verdict, Power.Of(t), demand))).ToList();
        return able.Count == 0 ? refusal : refusal.With("tier", Name(able[0]));
    }

    // Null as decided; zero where they have no rule at all.
    private static Money? Allowed(List<Verdict> rules, ImmutableArray<Power> powers, Demand demand)
    {
        var own = (from power in powers from verdict in rules where power.Opens(verdict.Rule, demand.Kind, demand.Cause) select power.Most(verdict)).ToList();
        return own.Contains(null) ? null : own.Aggregate(Money.Zero(demand.Amount.Currency), (most, next) => Money.Max(most, next!.Value));
    }

    private static int RateOf(Money amount, Money paid) => paid.IsPositive
        ? (int)Int128.Min(int.MaxValue, (((Int128)amount.Minor * 10_000) + paid.Minor - 1) / paid.Minor)
        : 0;
}

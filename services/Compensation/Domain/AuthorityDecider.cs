using System.Globalization;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>Whether somebody may grant something (R-COMP-2 to R-COMP-7): the same answer to a question and to a grant.</summary>
public static class AuthorityDecider
{
    private static readonly Tier[] Ladder = [Tier.L1, Tier.L2, Tier.Platform];

    public static Ruling Decide(Demand demand, Decider by, Situation situation)
    {
        if (demand.ConditionalOnReview)
            return new Refusal(CompensationReasons.ReviewConditioned, "a compensation must not depend on a review").Rule("R-COMP-7");

        var paid = situation.Order.PaidAmount;
        var rows = situation.Policy.Authorities.Where(row => Applies(row, demand, situation)).ToList();
        if (rows.Count == 0)
            return new Refusal(CompensationReasons.KindNotAllowed, "no tier can grant this kind for this cause").Rule("R-COMP-4");
        if (!rows.Any(row => Covers(row, by.Tier, demand, paid)))
            return Exceeded(rows, by.Tier, demand, paid);

        var earlier = situation.Standing.Grants.Where(g => g.Value.Cause == demand.Cause).OrderBy(g => g.Value.Strength).ToList(); // an increase is always the stronger one
        var strongest = earlier.Select(g => g.Value.Strength).DefaultIfEmpty().Max();
        var row = rows.Where(row => Covers(row, by.Tier, demand, paid) && StrengthOf(row, by.Tier) > strongest).MinBy(row => StrengthOf(row, by.Tier));
        var amount = demand.Amount - Money.Sum(earlier.Select(g => g.Value.Amount), demand.Amount.Currency);
        if (row is null || !amount.IsPositive)
            return AlreadyCompensated(earlier[0].Key);

        var strength = StrengthOf(row, by.Tier);
        var permission = new Permission(
            amount,
            Allowed(rows, by.Tier, paid),
            new(row.Mandated ? "R-COMP-4" : "R-COMP-2", situation.Policy.Version, paid, RateOf(amount, paid), by.Person, by.Tier, demand.AttributedTo),
            strength,
            [.. Enum.GetValues<Strength>().Where(s => s <= strength && !earlier.Exists(g => g.Value.Claims.Contains(s)))],
            [.. Bounds.Of(row, demand.OrderId, by, situation)]);
        return Bounds.Refuse(permission, by.Tier, situation.Standing) is { } refusal ? refusal : permission;
    }

    /// <summary>R-COMP-5: the cause was compensated; points to the first grant.</summary>
    public static Refusal AlreadyCompensated(string grantId) =>
        new Refusal(CompensationReasons.AlreadyCompensated, "the order was compensated for this cause").With("grant_id", grantId).Rule("R-COMP-5");

    private static bool Applies(Authority row, Demand demand, Situation situation) =>
        row.Causes.Contains(demand.Cause) && row.Kinds.Contains(demand.Kind) && situation.Order.Show(row.When, situation.Policy, situation.Now);

    private static bool Covers(Authority row, Tier tier, Demand demand, Money paid) =>
        row.Tiers.Contains(tier) && (row.Allows(paid) is not { } most || demand.Amount <= most);

    private static Strength StrengthOf(Authority row, Tier tier) => (row.Mandated, tier) switch
    {
        (true, _) => Strength.Mandated,
        (_, Tier.Platform) => Strength.Platform,
        (_, Tier.L2) => Strength.L2,
        _ => Strength.L1,
    };

    // R-COMP-3: the answer says which tier can.
    private static Refusal Exceeded(List<Authority> rows, Tier tier, Demand demand, Money paid)
    {
        var allowed = Allowed(rows, tier, paid) ?? Money.Zero(paid.Currency);
        var refusal = new Refusal(CompensationReasons.AuthorityExceeded, "above the authority of whoever decides")
            .With("allowed", allowed.Minor.ToString(CultureInfo.InvariantCulture))
            .Rule("R-COMP-2");
        var able = Ladder.Where(t => t > tier && rows.Exists(row => Covers(row, t, demand, paid))).ToList();
        return able.Count == 0 ? refusal : refusal.With("tier", Name(able[0]));
    }

    // Null as decided; zero where the tier has no row at all.
    private static Money? Allowed(List<Authority> rows, Tier tier, Money paid)
    {
        var own = rows.Where(row => row.Tiers.Contains(tier)).Select(row => row.Allows(paid)).ToList();
        return own.Contains(null) ? null : own.Aggregate(Money.Zero(paid.Currency), (most, next) => Money.Max(most, next!.Value));
    }

    private static int RateOf(Money amount, Money paid) => paid.IsPositive
        ? (int)Int128.Min(int.MaxValue, (((Int128)amount.Minor * 10_000) + paid.Minor - 1) / paid.Minor)
        : 0;

    /// <summary>A tier as refusals name it: the contract's value without its prefix.</summary>
    internal static string Name(Tier tier) => tier.ToString().ToUpperInvariant();
}

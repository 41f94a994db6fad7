using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>Where a policy contradicts itself or cannot be meant. Nothing that it finds may come into force.</summary>
public static class PolicyCheck
{
    private const int MostDays = 3650;
    private const int MostHoldMinutes = 1440;
    private const int MostCoupons = 20;
    private const int MostWorkingDays = 250;
    private static readonly Tier[] Ladder = [Tier.L1, Tier.L2, Tier.Platform];

    /// <param name="today">Rules that ended before this day are found; null where only the text counts.</param>
    public static IEnumerable<FieldProblem> Of(CompensationPolicy policy, LocalDate? today)
    {
        if (string.IsNullOrWhiteSpace(policy.Version) || policy.Version.Length > 64)
            yield return new("version", "must have 1 to 64 characters");
        foreach (var (path, amount) in Amounts(policy))
        {
            if (amount.Currency != Currency.Cny)
                yield return new(path, "must be CNY");
            else if (amount.IsNegative)
                yield return new(path, "must not be negative");
        }

        if (policy.DispatchOverdueHours is < 1 or > 720)
            yield return new("dispatchOverdueHours", "must be 1 to 720");
        if (policy.DailyBudgets.WarnAt > Percent.Of(100))
            yield return new("dailyBudgets.warnAt", "must be at most 100%");
        foreach (var scope in Enum.GetValues<BudgetScope>())
            foreach (var (tier, month) in policy.MonthlyBudgets.Of(scope))
                if (policy.DailyBudgets.Of(scope).TryGetValue(tier, out var day) && day.Currency == month.Currency && month < day)
                    yield return new(BudgetPath("monthlyBudgets", scope, tier), "is below the day's");
        foreach (var problem in Of(policy.Coupon))
            yield return problem;
        if (policy.Proposals.AnswerDays is < 1 or > MostDays)
            yield return new("proposals.answerDays", $"must be 1 to {MostDays}");
        if (policy.Proposals.FactsWithinDays is < 1 or > MostDays)
            yield return new("proposals.factsWithinDays", $"must be 1 to {MostDays}");
        if (!Enum.IsDefined(policy.Shops.Usual) || policy.Shops.Named.Values.Any(type => !Enum.IsDefined(type)))
            yield return new("shops", "must be known types of shop");
        if (string.IsNullOrWhiteSpace(policy.Restitution.Zh) || string.IsNullOrWhiteSpace(policy.Restitution.En))
            yield return new("restitution", "must be given in both languages: customers read it");
        if (policy.ReviewPhrases.IsDefaultOrEmpty || policy.ReviewPhrases.Any(phrase => ReviewCheck.Letters(phrase).Length < 2))
            yield return new("reviewPhrases", "must be phrases of at least two letters (R-COMP-7)");
        if (policy.Rules.IsDefaultOrEmpty)
            yield return new("rules", "must not be empty");
        else
            foreach (var problem in policy.Rules.SelectMany((rule, i) => Alone($"rules[{i}]", rule, today)).Concat(Together(policy.Rules)))
                yield return problem;
    }

    private static IEnumerable<FieldProblem> Of(CouponTerms coupon)
    {
        if (!Enum.IsDefined(coupon.Source))
            yield return new("coupon.source", "must be Own or External");
        foreach (var (name, number, most) in new[]
        {
            ("validDays", coupon.ValidDays, MostDays), ("holdMinutes", coupon.HoldMinutes, MostHoldMinutes), ("mostPerOrder", coupon.MostPerOrder, MostCoupons),
            ("leastDays", coupon.LeastDays, MostDays), ("warnDays", coupon.WarnDays, MostDays), ("walletWorkingDays", coupon.WalletWorkingDays, MostWorkingDays),
        })
        {
            if (number < 1 || number > most)
                yield return new($"coupon.{name}", $"must be 1 to {most}");
        }
    }

    private static IEnumerable<FieldProblem> Alone(string path, Rule rule, LocalDate? today)
    {
        if (string.IsNullOrWhiteSpace(rule.Id) || rule.Id.Length > 64)
            yield return new($"{path}.id", "must have 1 to 64 characters");
        if (rule.Tiers.IsDefaultOrEmpty || rule.Tiers.Any(tier => tier == Tier.None || !Enum.IsDefined(tier)))
            yield return new($"{path}.tiers", "must name who may use it: System, L1, L2, Platform");
        if (rule.Causes.IsDefaultOrEmpty || rule.Causes.Any(cause => !Enum.IsDefined(cause)))
            yield return new($"{path}.causes", "must name known causes");
        if (rule.Kinds.IsDefaultOrEmpty || rule.Kinds.Any(kind => !Enum.IsDefined(kind)))
            yield return new($"{path}.kinds", "must name known kinds");
        else if (rule.Kinds.Any(kind => kind.IsRestitution))
            yield return new($"{path}.kinds", "price differences and freight are restitution and have no rules (R-COMP-5)");
        if (rule.When.Parts is { } parts && (parts.IsDefaultOrEmpty || parts.Any(part => !Enum.IsDefined(part))))
            yield return new($"{path}.when.parts", "must name known parts, or be left out");
        if (rule.When.Shops is { } shops && (shops.IsDefaultOrEmpty || shops.Any(shop => !Enum.IsDefined(shop))))
            yield return new($"{path}.when.shops", "must name known types of shop, or be left out");
        if (rule.Rate > Percent.Of(100))
            yield return new($"{path}.rate", "must be at most 100%");
        if (rule.Rate is null && rule.Of == RateBase.Item)
            yield return new($"{path}.of", "needs a rate");
        if (rule.Cap is { } cap && rule.Flat is { } flat && cap.Currency == flat.Currency && cap < flat)
            yield return new($"{path}.cap", "is below the minimum that flat allows");
        if (rule.IsAsDecided && rule.Tiers.Any(tier => tier != Tier.Platform))
            yield return new($"{path}", "needs a rate, a flat amount or a cap: only the platform grants as it decides (R-COMP-2)");
        if (rule.Mandated && rule is { Rate: null, Flat: null })
            yield return new($"{path}.mandated", "needs a rate or a flat amount: what is owed is a number (R-COMP-4)");
        if (rule.ValidFrom > rule.ValidUntil)
            yield return new($"{path}.validUntil", "is before validFrom: it would never be in force");
        if (rule.ValidUntil < today)
            yield return new($"{path}.validUntil", "is over");
        if (string.IsNullOrWhiteSpace(rule.Reason.Zh) || string.IsNullOrWhiteSpace(rule.Reason.En))
            yield return new($"{path}.reason", "must be given in both languages: customers read it");
    }

    private static IEnumerable<FieldProblem> Together(ImmutableArray<Rule> rules)
    {
        foreach (var (i, rule) in rules.Index())
        {
            for (var earlier = 0; earlier < i; earlier++)
            {
                if (rules[earlier].Id == rule.Id)
                    yield return new($"rules[{i}].id", $"is the id of rules[{earlier}] too");
                else if (RuleOverlap.Contradict(rules[earlier], rule))
                    yield return new($"rules[{i}]", $"overlaps rules[{earlier}] ({rules[earlier].Id}) with another outcome: same tier, cause and kind, and both can hold at once");
            }
        }

        // R-ESC-1: whatever a person may decide, somebody above can be asked.
        foreach (var cause in rules.Where(r => !r.Causes.IsDefaultOrEmpty).SelectMany(r => r.Causes).Distinct())
            if (!rules.Any(rule => Serves(rule, cause) && rule.Tiers.Contains(Tier.Platform)))
                yield return new("rules", $"no tier is the last one for {cause}: {Ladder[^1]} is missing");
    }

    private static bool Serves(Rule rule, Cause cause) => !rule.Causes.IsDefaultOrEmpty && !rule.Tiers.IsDefaultOrEmpty && rule.Causes.Contains(cause);

    private static string BudgetPath(string limits, BudgetScope scope, Tier tier) => $"{limits}.{scope.ToString().ToLowerInvariant()}.{tier}";

    private static IEnumerable<(string Path, Money Amount)> Amounts(CompensationPolicy policy)
    {
        yield return ("orderCap", policy.OrderCap);
        yield return ("coupon.minimumSpend", policy.Coupon.MinimumSpend);
        foreach (var scope in Enum.GetValues<BudgetScope>())
        {
            foreach (var (tier, amount) in policy.DailyBudgets.Of(scope))
                yield return (BudgetPath("dailyBudgets", scope, tier), amount);
            foreach (var (tier, amount) in policy.MonthlyBudgets.Of(scope))
                yield return (BudgetPath("monthlyBudgets", scope, tier), amount);
        }

        if (policy.Rules.IsDefault)
            yield break;
        foreach (var (i, rule) in policy.Rules.Index())
        {
            if (rule.Flat is { } flat)
                yield return ($"rules[{i}].flat", flat);
            if (rule.Cap is { } cap)
                yield return ($"rules[{i}].cap", cap);
        }
    }
}

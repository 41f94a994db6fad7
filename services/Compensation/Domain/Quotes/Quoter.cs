using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>
/// From a case to what may be offered for it. What is quoted to somebody is exactly what <see cref="AuthorityDecider"/> lets them grant: one fen more
/// is refused. For the tiers above, whose people are not known yet, their own budgets are left out.
/// </summary>
public static class Quoter
{
    private static readonly Kind[] Kinds = [Kind.Coupon, Kind.Cash, Kind.Gift];

    public static Quote Of(Question question, Decider by, Situation situation)
    {
        var currency = situation.Order.PaidAmount.Currency;
        var verdicts = situation.Judge(question.Cause, question.Part, question.Pieces);
        var matching = verdicts.Where(verdict => verdict.Matches).ToList();
        var earlier = situation.Standing.For(question.Cause);
        var (before, strongest) = (AuthorityDecider.Granted(earlier, currency), AuthorityDecider.Strongest(earlier));
        var options = new List<Option>();
        foreach (var kind in Kinds)
        {
            if (by.Tier != Tier.None && Best(by, kind) is { } own)
                options.Add(own);
            foreach (var tier in AuthorityDecider.Above(by.Tier))
                if (Best(new("", tier), kind) is { } above && options.TrueForAll(lower => lower.Kind != kind || IsMore(above, lower)))
                    options.Add(above);
        }

        options.AddRange(Restituted(question, by, situation));
        options.Sort((a, b) => Compare(a, b, by.Tier));
        var cap = new Counted(Sums.OrderCap(question.OrderId), situation.Policy.OrderCap);
        return new(situation.Policy.Version, [.. options], before, Bounds.Least([cap], situation.Standing)!.Value, verdicts);

        Option? Best(Decider decider, Kind kind)
        {
            Option? best = null;
            foreach (var verdict in matching)
            {
                var rule = verdict.Rule;
                if (rule.Kinds.Contains(kind) && rule.Tiers.Contains(decider.Tier) && rule.StrengthOf(decider.Tier) > strongest
                    && OptionOf(verdict, decider, kind) is { } option && (best is null || IsMore(option, best)))
                    best = option;
            }

            return best;
        }

        Option? OptionOf(Verdict verdict, Decider decider, Kind kind)
        {
            var left = Bounds.Least(Bounds.Of(verdict.Rule, question.OrderId, decider, situation), situation.Standing);
            var most = verdict.Allowance!.Most;
            if (most is null && left is null)
                return new(kind, decider.Tier, null, null, verdict.Rule, verdict.Rule.Reason);
            var whole = most is not { } allowed ? before + left!.Value : left is { } open ? Money.Min(allowed, before + open) : allowed;
            return whole > before ? new(kind, decider.Tier, whole, whole - before, verdict.Rule, verdict.Rule.Reason) : null;
        }
    }

    private static IEnumerable<Option> Restituted(Question question, Decider by, Situation situation)
    {
        if (by.Tier == Tier.None || question.Cause is not (Cause.Price or Cause.PromiseBreach))
            yield break;
        foreach (var kind in (Kind[])[Kind.PriceDifference, Kind.Freight])
        {
            // Freight comes back for a promise that was broken, such as free shipping; a price has nothing to do with it.
            if (kind == Kind.Freight && question.Cause == Cause.Price)
                continue;
            var left = Restitution.Left(Restitution.Owed(question.OrderId, kind, question.Pieces, situation), situation.Standing, situation.Order.PaidAmount.Currency);
            if (left.IsPositive)
                yield return new(kind, by.Tier, left, left, null, situation.Policy.Restitution);
        }
    }

    private static bool IsMore(Option a, Option b) => b.Amount is { } than && (a.Amount is not { } amount || amount > than);

    // What is owed in any case, then what can be granted on the spot; a coupon before cash (R-COMP-4), and more before less.
    private static int Compare(Option a, Option b, Tier own)
    {
        var order = (b.Rule is null).CompareTo(a.Rule is null);
        order = order != 0 ? order : b.Mandated.CompareTo(a.Mandated);
        order = order != 0 ? order : (a.Tier > own).CompareTo(b.Tier > own);
        order = order != 0 ? order : a.Tier.CompareTo(b.Tier);
        order = order != 0 ? order : a.Kind.CompareTo(b.Kind);
        return order != 0 ? order : (b.Amount?.Minor ?? long.MaxValue).CompareTo(a.Amount?.Minor ?? long.MaxValue);
    }
}

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
        var own = Power.Of(by, situation).Select(power => AskerOf(power, by.Person, isOwn: true)).ToList();
        var higher = AuthorityDecider.Above(by.Tier).Select(tier => AskerOf(Power.Of(tier), "", isOwn: false)).ToList();
        foreach (var kind in Kinds)
        {
            if (own.Aggregate((Option?)null, (best, asker) => More(best, Best(asker, kind))) is { } mine)
                options.Add(mine);
            foreach (var asker in higher)
                if (Best(asker, kind) is { } above && options.TrueForAll(lower => lower.Kind != kind || IsMore(above, lower)))
                    options.Add(above);
        }

        options.AddRange(Restituted(question, by, situation));
        options.Sort(Compare);
        var cap = new Counted(Sums.OrderCap(question.OrderId), situation.Policy.OrderCap);
        return new(situation.Policy.Version, [.. options], before, Bounds.Least([cap], situation.Standing)!.Value, verdicts);

        Asker AskerOf(Power power, string person, bool isOwn) => new(power, isOwn, Bounds.Of(question.OrderId, person, power.Tier, situation), situation.Standing);

        Option? Best(Asker asker, Kind kind)
        {
            Option? best = null;
            foreach (var verdict in matching)
                if (asker.Power.Opens(verdict.Rule, kind, question.Cause) && verdict.Rule.StrengthOf(asker.Power.Tier) > strongest)
                    best = More(best, OptionOf(verdict, asker, kind));
            return best;
        }

        Option? OptionOf(Verdict verdict, Asker asker, Kind kind)
        {
            var left = verdict.Rule.Mandated ? asker.LeftOfOwed : asker.LeftAtDiscretion;
            var most = asker.Power.Most(verdict);
            if (most is null && left is null)
                return new(kind, asker.Power.Tier, asker.IsOwn, null, null, verdict.Rule, verdict.Rule.Reason);
            var whole = most is not { } allowed ? before + left!.Value : left is { } open ? Money.Min(allowed, before + open) : allowed;
            return whole > before ? new(kind, asker.Power.Tier, asker.IsOwn, whole, whole - before, verdict.Rule, verdict.Rule.Reason) : null;
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
                yield return new(kind, by.Tier, true, left, left, null, situation.Policy.Restitution);
        }
    }

    private static Option? More(Option? best, Option? other) => best is null || (other is not null && IsMore(other, best)) ? other : best;

    private static bool IsMore(Option a, Option b) => b.Amount is { } than && (a.Amount is not { } amount || amount > than);

    // What is owed in any case, then what can be granted on the spot; a coupon before cash (R-COMP-4), and more before less.
    private static int Compare(Option a, Option b)
    {
        var order = (b.Rule is null).CompareTo(a.Rule is null);
        order = order != 0 ? order : b.Mandated.CompareTo(a.Mandated);
        order = order != 0 ? order : b.IsOwn.CompareTo(a.IsOwn);
        order = order != 0 ? order : a.Tier.CompareTo(b.Tier);
        order = order != 0 ? order : a.Kind.CompareTo(b.Kind);
        return order != 0 ? order : (b.Amount?.Minor ?? long.MaxValue).CompareTo(a.Amount?.Minor ?? long.MaxValue);
    }

    /// <summary>Somebody who could grant: the power, and what the sums leave it. Worked out once, since rules are many.</summary>
    private sealed record Asker(Power Power, bool IsOwn, Room Room, Standing Standing)
    {
        public Money? LeftOfOwed { get; } = Bounds.Least(Room.Owed, Standing);

        public Money? LeftAtDiscretion { get; } = Bounds.Least(Room.Discretion, Standing);
    }
}

using System.Collections.Immutable;

namespace Aftersales.Compensations.Domain;

/// <summary>A policy made ready to be asked: each rule's lists as bit sets, so that a rule that does not apply costs next to nothing.</summary>
public sealed class RuleBook(CompensationPolicy policy)
{
    private readonly ImmutableArray<Compiled> rules = [.. policy.Rules.Select(rule => new Compiled(rule))];
    private readonly ImmutableHashSet<Cause> asking = [.. policy.Rules.Where(rule => rule.When.CouponDeclined is not null).SelectMany(rule => rule.Causes)];

    public CompensationPolicy Policy => policy;

    /// <summary>Whether any rule asks if the customer declined a coupon for the cause; then somebody has to find out.</summary>
    public bool AsksForDeclined(Cause cause) => asking.Contains(cause);

    /// <summary>What every rule says, in the policy's order.</summary>
    public ImmutableArray<Verdict> Judge(Circumstances facts)
    {
        var verdicts = ImmutableArray.CreateBuilder<Verdict>(rules.Length);
        foreach (var rule in rules)
            verdicts.Add(rule.Judge(facts));
        return verdicts.MoveToImmutable();
    }

    private sealed class Compiled(Rule rule)
    {
        private readonly uint causes = Bits(rule.Causes);
        private readonly uint parts = rule.When.Parts is { } parts ? Bits(parts) : uint.MaxValue;
        private readonly uint shops = rule.When.Shops is { } shops ? Bits(shops) : uint.MaxValue;

        public Verdict Judge(Circumstances facts)
        {
            var when = rule.When;
            var unmet = Unless(Unmet.Cause, Has(causes, (int)facts.Cause))
                | Unless(Unmet.Validity, (rule.ValidFrom is not { } from || facts.Today >= from) && (rule.ValidUntil is not { } until || facts.Today <= until))
                | Unless(Unmet.Shop, Has(shops, (int)facts.Shop))
                | Unless(Unmet.Part, Has(parts, (int)facts.Part))
                | Unless(Unmet.Paid, (when.Paid ?? facts.Paid) == facts.Paid)
                | Unless(Unmet.DispatchOverdue, (when.DispatchOverdue ?? facts.DispatchOverdue) == facts.DispatchOverdue)
                | Unless(Unmet.NeverShipped, (when.NeverShipped ?? facts.NeverShipped) == facts.NeverShipped)
                | Unless(Unmet.CouponDeclined, (when.CouponDeclined ?? facts.CouponDeclined) == facts.CouponDeclined)
                | Unless(Unmet.Item, rule.Of == RateBase.Order || facts.Item is not null);
            return unmet == Unmet.Nothing
                ? new(rule, unmet, Allowance.Of(rule, rule.Of == RateBase.Item ? facts.Item!.Value : facts.Order))
                : new(rule, unmet, null);
        }

        private static Unmet Unless(Unmet condition, bool isMet) => isMet ? Unmet.Nothing : condition;

        private static bool Has(uint bits, int value) => (bits & (1u << value)) != 0;

        private static uint Bits<TEnum>(ImmutableArray<TEnum> values)
            where TEnum : struct, Enum => values.Aggregate(0u, (bits, value) => bits | (1u << Convert.ToInt32(value, null)));
    }
}

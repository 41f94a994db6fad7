using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>The facts of one case, as far as rules ask about them.</summary>
/// <param name="Item">Paid for the pieces concerned; null where none are named.</param>
public sealed record Circumstances(
    Cause Cause, Part Part, ShopType Shop, bool Paid, bool DispatchOverdue, bool NeverShipped, bool CouponDeclined, Money Order, Money? Item, LocalDate Today);

/// <summary>Conditions of a rule that the facts do not meet.</summary>
[Flags]
public enum Unmet
{
    Nothing = 0,
    Cause = 1,
    Validity = 2,
    Shop = 4,
    Part = 8,
    Paid = 16,
    DispatchOverdue = 32,
    NeverShipped = 64,
    CouponDeclined = 128,
    Item = 256,
}

/// <summary>What a rule says to a case: which of its conditions are not met, or else the most that it allows.</summary>
public readonly record struct Verdict(Rule Rule, Unmet Unmet, Allowance? Allowance)
{
    public bool Matches => Unmet == Unmet.Nothing;
}

/// <summary>The arithmetic of a rule: base × rate, rounded half up to the fen, or the flat amount if that is more, and the cap after that.</summary>
/// <param name="Base">What the rate was taken of.</param>
/// <param name="Rounded">Base × rate in whole fen; null without a rate.</param>
/// <param name="Most">Null is as decided.</param>
public sealed record Allowance(Money Base, Money? Rounded, Money? Most)
{
    public static Allowance Of(Rule rule, Money amount)
    {
        if (rule.IsAsDecided)
            return new(amount, null, null);
        if (rule is { Rate: null, Flat: null })
            return new(amount, null, rule.Cap);
        var zero = Money.Zero(amount.Currency);
        Money? rounded = rule.Rate is { } rate ? amount.Times(rate) : null;
        var most = Money.Max(rounded ?? zero, rule.Flat ?? zero);
        return new(amount, rounded, rule.Cap is { } cap ? Money.Min(most, cap) : most);
    }
}

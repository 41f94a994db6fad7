using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>A grant after what happened to it, and what always holds of one.</summary>
public static class GrantEvolution
{
    public static Grant Evolve(Grant? grant, GrantEvent happened) => (grant, happened) switch
    {
        (null, Granted granted) => granted.Grant,
        ({ }, Reattributed corrected) => grant with { Basis = grant.Basis with { AttributedTo = corrected.To }, Reattributed = corrected },
        ({ }, Revoked revoked) => grant with { Status = GrantStatus.Revoked, Revoked = revoked },
        ({ }, CouponEvent about) => CouponEvolution.Evolve(grant, about),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    /// <exception cref="InvalidOperationException">A defect: nothing may be written.</exception>
    public static void Check(Grant grant)
    {
        Holds(grant.Amount.IsPositive && grant.Amount <= grant.Demanded, "something is granted, and no more than was asked for");
        Holds(grant.Kind.IsRestitution || grant.Claims.Contains(grant.Strength), "a compensation holds its own strength for the order and cause");
        Holds(grant.Kind == Kind.Coupon == (grant.Coupon is not null ^ grant.Awaited is not null), "a coupon grant has a coupon or awaits its code, and no other");
        if (grant.Coupon is { } coupon)
            Check(grant, coupon);
        Holds(grant.Status == GrantStatus.Revoked == grant.Revoked is not null, "a revoked grant says by whom, and no other");
        Holds(grant.Kind.IsRestitution || grant.Counted.Length == 0 == (grant.Basis.Tier == Tier.Platform), "every compensation but the platform's counts in the order's cap");
        Holds(!grant.Kind.IsRestitution || Money.Sum(grant.Counted.Select(sum => sum.Part!.Value), grant.Amount.Currency) == grant.Amount, "restitution is counted to the fen (R-REF-3)");
    }

    private static void Check(Grant grant, Coupon coupon)
    {
        Holds(coupon.Redemptions.All(spent => spent.Value <= grant.Amount && spent.Returned <= spent.Value), "no order takes more of a coupon than was granted, nor gives more back than it took");
        Holds(grant.Balance <= grant.Amount, "a coupon is never worth more than was granted");
        Holds(grant.Status != GrantStatus.Granted || grant.Balance.IsPositive, "what can be spent is worth something");
        Holds(grant.Status != GrantStatus.Spent || (!coupon.Redemptions.IsEmpty && !grant.Balance.IsPositive), "a spent coupon says where, and has nothing left");
        Holds(grant.Status != GrantStatus.Reserved || coupon.Reservation is not null, "a reserved coupon says for which order");
    }

    private static void Holds(bool condition, string rule)
    {
        if (!condition)
            throw new InvalidOperationException($"broken: {rule}");
    }
}

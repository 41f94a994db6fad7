using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>A grant after what happened to it, and what always holds of one.</summary>
public static class GrantEvolution
{
    public static Grant Evolve(Grant? grant, GrantEvent happened) => (grant, happened) switch
    {
        (null, Granted granted) => granted.Grant,
        ({ Coupon: { } coupon }, CouponSpent spent) => grant with { Status = GrantStatus.Spent, Coupon = coupon with { SpentOrderId = spent.OrderId } },
        ({ }, Revoked revoked) => grant with { Status = GrantStatus.Revoked, Revoked = revoked },
        ({ Coupon: not null }, CouponExpired) => grant with { Status = GrantStatus.Expired },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    /// <exception cref="InvalidOperationException">A defect: nothing may be written.</exception>
    public static void Check(Grant grant)
    {
        Holds(grant.Amount.IsPositive && grant.Amount <= grant.Demanded, "something is granted, and no more than was asked for");
        Holds(grant.Kind.IsRestitution || grant.Claims.Contains(grant.Strength), "a compensation holds its own strength for the order and cause");
        Holds(grant.Kind == Kind.Coupon == grant.Coupon is not null, "a coupon grant has a coupon, and no other");
        Holds(grant.Status == GrantStatus.Spent == !string.IsNullOrEmpty(grant.Coupon?.SpentOrderId), "a spent coupon says where, and no other");
        Holds(grant.Status == GrantStatus.Revoked == grant.Revoked is not null, "a revoked grant says by whom, and no other");
        Holds(grant.Kind.IsRestitution || grant.Counted.Length == 0 == (grant.Basis.Tier == Tier.Platform), "every compensation but the platform's counts in the order's cap");
        Holds(!grant.Kind.IsRestitution || Money.Sum(grant.Counted.Select(sum => sum.Part!.Value), grant.Amount.Currency) == grant.Amount, "restitution is counted to the fen (R-REF-3)");
    }

    private static void Holds(bool condition, string rule)
    {
        if (!condition)
            throw new InvalidOperationException($"broken: {rule}");
    }
}

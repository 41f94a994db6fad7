using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>A grant after what happened to its coupon.</summary>
internal static class CouponEvolution
{
    public static Grant Evolve(Grant grant, CouponEvent happened) => (grant, happened) switch
    {
        ({ Coupon: { } coupon }, CouponReserved reserved) => grant with { Status = GrantStatus.Reserved, Coupon = coupon with { Reservation = reserved.Reservation } },
        ({ Coupon: not null }, CouponReleased) => Settled(grant),
        ({ Coupon: { Reservation: { } held } coupon }, CouponSpent spent) => Settled(grant with
        {
            Coupon = coupon with { Redemptions = coupon.Redemptions.Add(new(held.OrderId, held.OrderAmount, held.Value, held.MostPerOrder, spent.At)) },
        }),
        ({ Coupon: { } coupon }, RefundCounted counted) => Count(grant, coupon, counted),
        ({ Coupon: { } coupon }, ExpiryTold) => grant with { Coupon = coupon with { WarnAt = null } },
        ({ Coupon: { } coupon }, CouponExpired) => grant with { Status = GrantStatus.Expired, Coupon = coupon with { Lapsed = (coupon.Lapsed ?? Nothing(grant)) + grant.Balance } },
        ({ Awaited: { } awaited }, CodeMissed) => grant with { Awaited = awaited with { Sought = true } },
        ({ Awaited: { } awaited }, CouponLate) => grant with { Awaited = awaited with { Late = true } },
        ({ Awaited: not null }, CouponIssued issued) => grant with { Coupon = issued.Coupon, Awaited = null },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    private static Grant Count(Grant grant, Coupon coupon, RefundCounted counted)
    {
        var spent = coupon.Redemptions.First(redemption => redemption.OrderId == counted.OrderId);
        var after = Unlapsed(grant with { Coupon = coupon with { Redemptions = coupon.Redemptions.Replace(spent, spent.With(counted.Refund, counted.Paid)) } });
        if (after.Left > grant.Left && counted.ValidUntil > coupon.ExpiresAt)
            after = after with { Coupon = after.Coupon! with { ExpiresAt = counted.ValidUntil, WarnAt = counted.WarnAt } };
        return after switch
        {
            { Status: GrantStatus.Reserved or GrantStatus.Revoked } => after,
            { Status: GrantStatus.Expired, Left.IsPositive: false } => after,
            _ => Settled(after),
        };
    }

    // What expired unspent is taken back first: nobody owes it.
    private static Grant Unlapsed(Grant grant) => grant is { Left.IsNegative: true, Coupon.Lapsed: { } lapsed }
        ? grant with { Coupon = grant.Coupon with { Lapsed = Money.Max(Nothing(grant), lapsed + grant.Left) } }
        : grant;

    private static Grant Settled(Grant grant) => grant with { Status = grant.Left.IsPositive ? GrantStatus.Granted : GrantStatus.Spent };

    private static Money Nothing(Grant grant) => Money.Zero(grant.Amount.Currency);
}

using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>What a grant's coupon is worth: all of it follows from the orders that it was spent on and their refunds.</summary>
public static class CouponWorth
{
    extension(Grant grant)
    {
        /// <summary>What orders took of it, less what their refunds gave back.</summary>
        public Money NetSpent => Money.Sum((grant.Coupon?.Redemptions ?? []).Select(spent => spent.Value - spent.Returned), grant.Amount.Currency);

        /// <summary>What can be spent, reserved or not; zero once it is spent, expired or revoked.</summary>
        public Money Balance => grant.Status is GrantStatus.Granted or GrantStatus.Reserved ? Money.Max(Money.Zero(grant.Amount.Currency), grant.Left) : Money.Zero(grant.Amount.Currency);

        /// <summary>What the customer has had above what stands granted, because a refund was reversed after its share had been spent again.</summary>
        public Money Overdrawn => grant.Stands ? Money.Max(Money.Zero(grant.Amount.Currency), -grant.Left) : grant.NetSpent;

        public CouponStatus CouponStatus => grant.Status switch
        {
            GrantStatus.Revoked => CouponStatus.Revoked,
            GrantStatus.Spent => CouponStatus.Spent,
            GrantStatus.Expired => CouponStatus.Expired,
            GrantStatus.Reserved => CouponStatus.Reserved,
            _ => grant.Awaited is null ? CouponStatus.Available : CouponStatus.Pending,
        };

        /// <summary>Below zero where it is overdrawn.</summary>
        internal Money Left => grant.Amount - grant.NetSpent - (grant.Coupon?.Lapsed ?? Money.Zero(grant.Amount.Currency));
    }
}

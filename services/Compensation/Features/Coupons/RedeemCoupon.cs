using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Features;

/// <summary>The order that holds a coupon was placed: it is spent.</summary>
public sealed class RedeemCoupon(Aggregates<Grant, GrantEvent> grants, CouponCodes codes)
{
    public Task<RedeemCouponResponse> Handle(RedeemCouponRequest request, Call call)
    {
        var customer = FindCoupon.Customer(request.CustomerId, call);
        return grants.Change(
            request.GrantId,
            call,
            grant => CouponDecider.Redeem(grant, customer, request.OrderId, call.Now),
            grant => new RedeemCouponResponse { Coupon = grant.ToWalletCoupon(codes.Masked(grant.State.Coupon)) });
    }
}

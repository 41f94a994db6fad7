using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Features;

/// <summary>The order that holds a coupon was not placed: it is free again.</summary>
public sealed class ReleaseCoupon(Aggregates<Grant, GrantEvent> grants, CouponCodes codes)
{
    public Task<ReleaseCouponResponse> Handle(ReleaseCouponRequest request, Call call)
    {
        var customer = FindCoupon.Customer(request.CustomerId, call);
        return grants.Change(
            request.GrantId,
            call,
            grant => CouponDecider.Release(grant, customer, request.OrderId, call.Now),
            grant => new ReleaseCouponResponse { Coupon = grant.ToWalletCoupon(codes.Masked(grant.State.Coupon)) });
    }
}

using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Features;

/// <summary>The checkout reserves a coupon for an order (R-COMP-8). Sums of the order keep its coupons within the policy's number and its amount.</summary>
public sealed class ReserveCoupon(Aggregates<Grant, GrantEvent> grants, FindCoupon find, CouponCodes codes, PolicyBook policies)
{
    public async Task<ReserveCouponResponse> Handle(ReserveCouponRequest request, Call call)
    {
        var at = new Checkout(FindCoupon.Customer(request.CustomerId, call), request.OrderId, request.OrderAmount.ToAmount("order_amount"));
        var terms = (await policies.InForce(call)).Policy.Coupon;
        return await grants.Change(
            request.WhichCase == ReserveCouponRequest.WhichOneofCase.Code ? await find.ByCode(request.Code, call) : request.GrantId,
            call,
            grant => CouponDecider.Reserve(grant, at, terms, call.Now),
            grant => new ReserveCouponResponse { Coupon = grant.ToWalletCoupon(codes.Masked(grant.State.Coupon)) });
    }
}

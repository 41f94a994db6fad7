using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Features;

/// <summary>A customer spends their coupon, once. The reply is kept for repeats, so it shows the code masked: they just gave it.</summary>
public sealed class SpendCoupon(Aggregates<Grant, GrantEvent> grants, FindCoupon find, CouponCodes codes, PolicyBook policies)
{
    public async Task<SpendCouponResponse> Handle(SpendCouponRequest request, Call call)
    {
        var at = new Checkout(call.Person, request.OrderId, request.OrderAmount.ToAmount("order_amount"));
        var terms = (await policies.InForce(call)).Policy.Coupon;
        return await grants.Change(
            await find.ByCode(request.Code, call),
            call,
            grant => CouponDecider.Spend(grant, at, terms, call.Now),
            grant => new SpendCouponResponse { Grant = grant.ToGrant(codes.Masked(grant.State.Coupon)) });
    }
}

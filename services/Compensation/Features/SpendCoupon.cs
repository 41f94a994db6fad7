using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Features;

/// <summary>A customer spends their coupon, once. The reply is kept for repeats, so it shows the code masked: they just gave it.</summary>
public sealed class SpendCoupon(Aggregates<Grant, GrantEvent> grants, CouponCodes codes)
{
    public async Task<SpendCouponResponse> Handle(SpendCouponRequest request, Call call)
    {
        var amount = request.OrderAmount.ToAmount("order_amount");
        var found = await grants.List(call, GrantLists.Code(codes.Hash(request.Code)), 1, "");
        if (found.Rows.Count == 0)
            throw new RefusedException(GrantDecider.CouponNotFound());
        return await grants.Change(
            found.Rows[0].Aggregate,
            call,
            grant => GrantDecider.Spend(grant, call.Person, request.OrderId, amount, call.Now),
            grant => new SpendCouponResponse { Grant = grant.ToGrant(codes.Masked(grant.State.Coupon)) });
    }
}

using Aftersales.Contracts.Compensations;
using Aftersales.Testing;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>Orders that may have two coupons.</summary>
public sealed class CouponStackingTests(StackingShops shops) : IClassFixture<StackingShops>
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_coupons_together_pay_no_change_out_and_are_no_more_than_the_policy_allows(string database)
    {
        var shop = await shops.On(database);
        var order = shop.New("order");
        var (first, second, third) = (await shop.Granted(), await shop.Granted(), await shop.Granted(1_00));
        await shop.Checkout.ReserveCouponAsync(Shop.Reserve(first, order, 15_00));
        (await Desk.Refused(shop.Checkout.ReserveCouponAsync(Shop.Reserve(second, order, 15_00)))).ShouldSatisfyAllConditions(
            e => e.Reason.ShouldBe("COUPON_MINIMUM_SPEND"), e => e.Metadata["allowed"].ShouldBe("2000"));
        await shop.Checkout.ReserveCouponAsync(Shop.Reserve(second, order, 20_00));
        (await Desk.Refused(shop.Checkout.ReserveCouponAsync(Shop.Reserve(third, order, 50_00)))).ShouldSatisfyAllConditions(
            e => e.Reason.ShouldBe("COUPON_STACKING_EXCEEDED"), e => e.Metadata["allowed"].ShouldBe("2"));

        // What one of them lets go is given back though the other was let in by a wider bound.
        await shop.Checkout.ReleaseCouponAsync(Shop.Release(first, order));
        await shop.Checkout.RedeemCouponAsync(Shop.Redeem(second, order));
        await shop.Checkout.ReserveCouponAsync(Shop.Reserve(third, order, 50_00));
        (await shop.Checkout.RedeemCouponAsync(Shop.Redeem(third, order))).Coupon.Coupon.State.ShouldBe(CouponState.Spent);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_a_refund_gives_each_coupon_its_share_back(string database)
    {
        var shop = await shops.On(database);
        var order = shop.New("order");
        var coupons = new[] { await shop.Granted(), await shop.Granted(5_00) };
        foreach (var coupon in coupons)
        {
            await shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupon, order, 100_00));
            await shop.Checkout.RedeemCouponAsync(Shop.Redeem(coupon, order));
        }

        await shop.Desk.Knows(order, 85_00);
        await shop.Tell(new Contracts.Refunds.RefundPaid { Refund = shop.Refund(order, "rfd_1", 34_00) });
        (await shop.Stands(coupons[0])).ShouldBe((CouponState.Available, 4_00));
        (await shop.Stands(coupons[1])).ShouldBe((CouponState.Available, 2_00));
    }
}

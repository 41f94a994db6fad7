using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>Refunds of orders that were paid with a coupon, as Refund tells of them.</summary>
public sealed class CouponReturnTests(Shops shops) : IClassFixture<Shops>
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_a_partial_refund_brings_its_share_back_into_the_wallet(string database)
    {
        var shop = await shops.On(database);
        var (coupon, order) = await shop.Spent();
        var third = new RefundPaid { Refund = shop.Refund(order, "rfd_1", 30_00, version: 4) };
        await shop.Tell(third, "event_" + order);
        await shop.Tell(third, "event_" + order);
        await shop.Tell(third);
        (await shop.Stands(coupon)).ShouldBe((CouponState.Available, 3_33));
        await shop.Desk.Host.Drain();
        shop.Desk.Host.Last<CouponReturned>().ShouldSatisfyAllConditions(
            e => e.OrderId.ShouldBe(order), e => e.RefundId.ShouldBe("rfd_1"), e => e.Value.ShouldBe(Desk.Cny(3_33)), e => e.Grant.Coupon.Balance.ShouldBe(Desk.Cny(3_33)));

        // Postage and cash compensation are no part of the order's price; what was kept back of the goods is.
        var rest = shop.Refund(order, "rfd_2", 50_00, version: 6);
        (rest.Freight, rest.Compensation, rest.InvoicePostage, rest.Deduction) = (Desk.Cny(10_00), Desk.Cny(50_00), Desk.Cny(5_00), Desk.Cny(7_00));
        await shop.Tell(new RefundPaid { Refund = rest });
        (await shop.Stands(coupon)).ShouldBe((CouponState.Available, 10_00));

        // It is spent once more; then the channel takes the first refund back.
        var second = shop.New("order");
        await shop.Desk.Buyer().SpendCouponAsync(Desk.Spend(coupon.Coupon.Code, second));
        await shop.Tell(new RefundSentBack { Refund = shop.Refund(order, "rfd_1", 30_00, version: 9) });
        var now = (await shop.Read(coupon.GrantId)).Coupon;
        now.ShouldSatisfyAllConditions(
            c => c.State.ShouldBe(CouponState.Spent), c => c.Overdrawn.ShouldBe(Desk.Cny(3_33)), c => c.Redemptions.Select(r => r.Returned.MinorUnits).ShouldBe([6_67, 0]));
        await shop.Desk.Host.Drain();
        shop.Desk.Host.Last<CouponTakenBack>().ShouldSatisfyAllConditions(
            e => e.RefundId.ShouldBe("rfd_1"), e => e.Value.ShouldBe(Desk.Cny(3_33)), e => e.Grant.Coupon.Overdrawn.ShouldBe(Desk.Cny(3_33)));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_refund_that_was_never_paid_brings_nothing_and_its_reversal_may_overtake_it(string database)
    {
        var shop = await shops.On(database);
        var (coupon, order) = await shop.Spent();
        await shop.Tell(new RefundSentBack { Refund = shop.Refund(order, "rfd_1", 90_00, version: 2) });
        await shop.Tell(new RefundFailed { Refund = shop.Refund(order, "rfd_2", 45_00, version: 5) });
        await shop.Tell(new RefundPaid { Refund = shop.Refund(order, "rfd_2", 45_00, version: 4) });
        (await shop.Stands(coupon)).ShouldBe((CouponState.Spent, 0));
        await shop.Tell(new RefundPaid { Refund = shop.Refund(order, "rfd_1", 90_00, version: 8) });
        (await shop.Stands(coupon)).ShouldBe((CouponState.Available, 10_00));
        await shop.Tell(new AdvanceCollected { Refund = shop.Refund(order, "rfd_1", 90_00, version: 11) });
        (await shop.Stands(coupon)).ShouldBe((CouponState.Spent, 0));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task An_order_that_was_closed_unpaid_gives_its_coupon_back(string database)
    {
        var shop = await shops.On(database);
        var (coupon, order) = (await shop.Granted(), shop.New("order"));
        await shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupon, order));
        await shop.Checkout.RedeemCouponAsync(Shop.Redeem(coupon, order));
        var closed = shop.Desk.Snapshot(order, 89_00);
        (closed.PaidTime, closed.CancelledTime, closed.Version) = (null, shop.Desk.Host.Now.ToDateTimeUtc().ToTimestamp(), 2);
        await shop.Desk.Host.Deliver(new OrderChanged { Order = closed }, Desk.Merchant, "tracking");
        (await shop.Stands(coupon)).ShouldBe((CouponState.Available, 10_00));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Another_buyer_s_order_gives_nothing_back(string database)
    {
        var shop = await shops.On(database);
        var (coupon, order) = (await shop.Granted(), shop.New("order"));
        await shop.Desk.Buyer().SpendCouponAsync(Desk.Spend(coupon.Coupon.Code, order));
        var others = shop.Desk.Snapshot(order);
        others.BuyerId = "buyer_2";
        await shop.Desk.Host.Deliver(new OrderChanged { Order = others }, Desk.Merchant, "tracking");
        await shop.Tell(new RefundPaid { Refund = shop.Refund(order, "rfd_1", 100_00) });
        (await shop.Stands(coupon)).ShouldBe((CouponState.Spent, 0));
    }
}

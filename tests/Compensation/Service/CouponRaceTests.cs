using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Standard.Rpc;
using Aftersales.Testing;
using NodaTime;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>Many at once want one coupon, or one order many coupons: one thing happens, and the others are told what did.</summary>
public sealed class CouponRaceTests(Shops shops) : IClassFixture<Shops>
{
    private const int Many = 12;

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_of_many_checkouts_one_reserves_the_coupon(string database)
    {
        var shop = await shops.On(database);
        var coupon = await shop.Granted();
        var outcomes = await AtOnce(n => Desk.Outcome(shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupon, $"{coupon.GrantId}/{n}"))));
        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o!.Reason == "GRANT_STATE_INVALID" && o.Metadata["current"] == "RESERVED");
        var winner = Array.FindIndex(outcomes, o => o is null);
        (await shop.Read(coupon.GrantId)).Coupon.Reservation.OrderId.ShouldBe($"{coupon.GrantId}/{winner}");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_of_many_coupons_an_order_reserves_one(string database)
    {
        var shop = await shops.On(database);
        var order = shop.New("order");
        var coupons = new WalletCoupon[Many];
        for (var n = 0; n < Many; n++)
            coupons[n] = await shop.Granted(1_00);
        var outcomes = await AtOnce(n => Desk.Outcome(shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupons[n], order))));
        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o!.Reason == "COUPON_STACKING_EXCEEDED" && o.Metadata["allowed"] == "1");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_a_coupon_is_reserved_or_revoked(string database)
    {
        var shop = await shops.On(database);
        var coupon = await shop.Granted();
        var outcomes = await AtOnce(n => n % 2 == 0
            ? Desk.Outcome(shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupon, "order_of_race")))
            : Desk.Outcome(shop.Desk.Person(Role.Supervisor, "supervisor_1").RevokeGrantAsync(Desk.Revoke(coupon.GrantId))));
        var state = (await shop.Stands(coupon)).State;
        state.ShouldBeOneOf(CouponState.Reserved, CouponState.Revoked);
        var (won, lost) = state == CouponState.Reserved ? (0, 1) : (1, 0);
        Every(outcomes, won).ShouldAllBe(o => o == null);
        Every(outcomes, lost).ShouldAllBe(o => o!.Metadata["current"] == (state == CouponState.Reserved ? "RESERVED" : "REVOKED"));
        if (state == CouponState.Reserved)
            await shop.Checkout.ReleaseCouponAsync(Shop.Release(coupon, "order_of_race"));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_a_reserved_coupon_is_redeemed_or_released_or_its_hold_ends(string database)
    {
        var shop = await shops.On(database);
        var coupons = new WalletCoupon[4];
        for (var n = 0; n < coupons.Length; n++)
        {
            coupons[n] = await shop.Granted(1_00);
            await shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupons[n], coupons[n].GrantId));
        }

        // The hold ends under them.
        var outcomes = AtOnce(n => n % 2 == 0
            ? Desk.Outcome(shop.Checkout.RedeemCouponAsync(Shop.Redeem(coupons[n % 4], coupons[n % 4].GrantId)))
            : Desk.Outcome(shop.Checkout.ReleaseCouponAsync(Shop.Release(coupons[(n - 1) % 4], coupons[(n - 1) % 4].GrantId))));
        await shop.Desk.Host.Advance(Duration.FromMinutes(30));
        await outcomes;
        foreach (var coupon in coupons)
        {
            var now = (await shop.Read(coupon.GrantId)).Coupon;
            (now.State, now.Redemptions.Count).ShouldBeOneOf((CouponState.Spent, 1), (CouponState.Available, 0));
            var told = shop.Desk.Host.Published.Where(e => e.Subject == coupon.GrantId).Select(e => e.Type.Split('.')[^1]).Skip(1);
            told.ShouldBe(["CouponReserved", now.State == CouponState.Spent ? "CouponSpent" : "CouponReleased"]);
        }
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_refunds_at_once_give_back_the_whole_and_no_more(string database)
    {
        var shop = await shops.On(database);
        var (coupon, order) = await shop.Spent(9_99, paid: Many * 1_00);
        await AtOnce(async n =>
        {
            await shop.Tell(new RefundPaid { Refund = shop.Refund(order, $"rfd_{n}", 1_00, version: n + 1) });
            return n;
        });
        (await shop.Stands(coupon)).ShouldBe((CouponState.Available, 9_99));
    }

    private static IEnumerable<ErrorInfo?> Every(ErrorInfo?[] outcomes, int remainder) => outcomes.Where((_, n) => n % 2 == remainder);

    private static Task<T[]> AtOnce<T>(Func<int, Task<T>> ask) => Task.WhenAll(Enumerable.Range(0, Many).Select(n => Task.Run(() => ask(n))));
}

using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Testing;
using NodaTime;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>The shop's checkout and the customers' wallets.</summary>
public sealed class CheckoutTests(Shops shops) : IClassFixture<Shops>
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_the_checkout_reserves_redeems_and_releases(string database)
    {
        var shop = await shops.On(database);
        var (coupon, order) = (await shop.Granted(), shop.New("order"));
        var reserve = Shop.Reserve(coupon, order);
        var held = (await shop.Checkout.ReserveCouponAsync(reserve)).Coupon;
        held.Coupon.ShouldSatisfyAllConditions(
            c => c.State.ShouldBe(CouponState.Reserved),
            c => c.Reservation.OrderId.ShouldBe(order),
            c => c.Reservation.Value.ShouldBe(Desk.Cny(10_00)),
            c => (c.Reservation.HoldUntil.ToDateTimeOffset() - shop.Desk.Host.Now.ToDateTimeOffset()).TotalMinutes.ShouldBe(30),
            c => c.Code.ShouldBe($"****-****-****-{coupon.Coupon.Code[^4..]}"));
        (await shop.Checkout.ReserveCouponAsync(reserve)).Coupon.ShouldBe(held);
        (await shop.Buyer().ReserveCouponAsync(new() { RequestId = Guid.NewGuid().ToString(), Code = coupon.Coupon.Code.ToLowerInvariant(), OrderId = order, OrderAmount = Desk.Cny(99_00) }))
            .Coupon.ShouldBe(held);
        (await Desk.Refused(shop.Desk.Person(Role.AgentL2).RevokeGrantAsync(Desk.Revoke(coupon.GrantId)))).Metadata["current"].ShouldBe("RESERVED");

        (await shop.Checkout.ReleaseCouponAsync(Shop.Release(coupon, order))).Coupon.Coupon.ShouldSatisfyAllConditions(
            c => c.State.ShouldBe(CouponState.Available), c => c.Reservation.ShouldBeNull());
        (await Desk.Refused(shop.Checkout.RedeemCouponAsync(Shop.Redeem(coupon, order)))).ShouldSatisfyAllConditions(
            e => e.Reason.ShouldBe("COUPON_NOT_RESERVED"), e => e.Metadata["current"].ShouldBe("GRANTED"));

        await shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupon, order));
        var spent = (await shop.Checkout.RedeemCouponAsync(Shop.Redeem(coupon, order))).Coupon.Coupon;
        spent.ShouldSatisfyAllConditions(
            c => c.State.ShouldBe(CouponState.Spent), c => c.SpentOrderId.ShouldBe(order), c => c.Balance.MinorUnits.ShouldBe(0),
            c => c.Redemptions.ShouldHaveSingleItem().OrderAmount.ShouldBe(Desk.Cny(99_00)));
        (await shop.Checkout.RedeemCouponAsync(Shop.Redeem(coupon, order))).Coupon.Coupon.ShouldBe(spent);
        (await Desk.Refused(shop.Checkout.ReleaseCouponAsync(Shop.Release(coupon, order)))).Metadata["current"].ShouldBe("SPENT");
        await shop.Desk.Host.Drain();
        string[] told = ["CompensationGranted", "CouponReserved", "CouponReleased", "CouponReserved", "CouponSpent"];
        shop.Desk.Host.Published.Where(e => e.Subject == coupon.GrantId).Select(e => e.Type.Split('.')[^1]).ShouldBe(told);
        shop.Desk.Host.Published.ShouldAllBe(e => !e.Json.Contains(coupon.Coupon.Code.Replace("-", "")) && !e.Json.Contains(coupon.Coupon.Code));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_CLK_4_a_hold_ends_by_itself(string database)
    {
        var shop = await shops.On(database);
        var (coupon, order) = (await shop.Granted(), shop.New("order"));
        await shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupon, order));
        await shop.Desk.Host.Advance(Duration.FromMinutes(30) - Duration.FromSeconds(1));
        (await shop.Stands(coupon)).ShouldBe((CouponState.Reserved, 10_00));
        await shop.Desk.Host.Advance(Duration.FromSeconds(1));
        (await shop.Stands(coupon)).ShouldBe((CouponState.Available, 10_00));
        shop.Desk.Host.Last<CouponReleased>().ShouldSatisfyAllConditions(e => e.OrderId.ShouldBe(order), e => e.Lapsed.ShouldBeTrue());
        (await Desk.Refused(shop.Checkout.RedeemCouponAsync(Shop.Redeem(coupon, order)))).Reason.ShouldBe("COUPON_NOT_RESERVED");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_an_order_has_one_coupon_until_that_is_released(string database)
    {
        var shop = await shops.On(database);
        var (first, second, order) = (await shop.Granted(), await shop.Granted(), shop.New("order"));
        await shop.Checkout.ReserveCouponAsync(Shop.Reserve(first, order));
        (await Desk.Refused(shop.Checkout.ReserveCouponAsync(Shop.Reserve(second, order)))).ShouldSatisfyAllConditions(
            e => e.Reason.ShouldBe("COUPON_STACKING_EXCEEDED"), e => e.Metadata["allowed"].ShouldBe("1"));
        (await Desk.Refused(shop.Desk.Buyer().SpendCouponAsync(Desk.Spend(second.Coupon.Code, order)))).Reason.ShouldBe("COUPON_STACKING_EXCEEDED");
        await shop.Checkout.ReleaseCouponAsync(Shop.Release(first, order));
        await shop.Checkout.ReserveCouponAsync(Shop.Reserve(second, order));
        await shop.Checkout.RedeemCouponAsync(Shop.Redeem(second, order));
        (await Desk.Refused(shop.Checkout.ReserveCouponAsync(Shop.Reserve(first, order)))).Reason.ShouldBe("COUPON_STACKING_EXCEEDED");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_whoever_calls_spends_the_coupon_of_the_customer_they_may_speak_for(string database)
    {
        var shop = await shops.On(database);
        var (coupon, order) = (await shop.Granted(), shop.New("order"));
        (await Desk.Refused(shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupon, order, customer: "")))).Reason.ShouldBe("INVALID_REQUEST");
        (await Desk.Refused(shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupon, order, customer: "buyer_2")))).Reason.ShouldBe("COUPON_NOT_FOUND");
        (await Desk.Refused(shop.Buyer("buyer_2").ReserveCouponAsync(Shop.Reserve(coupon, order)))).Reason.ShouldBe("INVALID_REQUEST");
        (await Desk.Refused(shop.Buyer("buyer_2").ReserveCouponAsync(Shop.Reserve(coupon, order, customer: "")))).Reason.ShouldBe("COUPON_NOT_FOUND");
        (await Desk.Refused(shop.Buyer("buyer_2").ListWalletAsync(new() { CustomerId = Desk.Customer }))).Reason.ShouldBe("INVALID_REQUEST");
        foreach (var role in new[] { Role.AgentL1, Role.Supervisor, Role.Service })
            (await Desk.Refused(shop.As(role, "p_1").ReserveCouponAsync(Shop.Reserve(coupon, order)))).Reason.ShouldBe("ROLE_REQUIRED");
        (await Desk.Refused(shop.Checkout.ListPendingCouponsAsync(new()))).Reason.ShouldBe("ROLE_REQUIRED");
        (await Desk.Refused(shop.Checkout.ReserveCouponAsync(new() { RequestId = Guid.NewGuid().ToString(), OrderId = order, CustomerId = Desk.Customer, OrderAmount = Desk.Cny(1) })))
            .Reason.ShouldBe("INVALID_REQUEST");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_10_a_wallet_shows_the_first_to_expire_first_and_codes_to_their_customer(string database)
    {
        var shop = await shops.On(database);
        var coupons = new List<WalletCoupon>();
        for (var n = 0; n < 3; n++)
        {
            coupons.Add(await shop.Granted());
            await shop.Desk.Host.Advance(Duration.FromDays(1));
        }

        await shop.Checkout.ReserveCouponAsync(Shop.Reserve(coupons[2], shop.New("order")));
        await shop.Desk.Buyer().SpendCouponAsync(Desk.Spend(coupons[1].Coupon.Code, shop.New("order")));
        var ids = coupons.Select(c => c.GrantId).ToHashSet();
        IEnumerable<WalletCoupon> Own(ListWalletResponse page) => page.Coupons.Where(c => ids.Contains(c.GrantId));
        var open = Own(await shop.Buyer().ListWalletAsync(new() { PageSize = 500 })).ToList();
        open.Select(c => (c.GrantId, c.Coupon.State, c.Coupon.Code)).ShouldBe(
            [(coupons[0].GrantId, CouponState.Available, coupons[0].Coupon.Code), (coupons[2].GrantId, CouponState.Reserved, coupons[2].Coupon.Code)]);
        Own(await shop.Buyer().ListWalletAsync(new() { PageSize = 500, State = CouponState.Spent })).ShouldHaveSingleItem().GrantId.ShouldBe(coupons[1].GrantId);

        foreach (var reader in new[] { shop.Checkout, shop.Supervisor })
            Own(await reader.ListWalletAsync(new() { PageSize = 500, CustomerId = Desk.Customer })).ShouldAllBe(c => c.Coupon.Code.StartsWith("****"));
        (await Desk.Refused(shop.Supervisor.ListWalletAsync(new()))).Reason.ShouldBe("INVALID_REQUEST");
        (await shop.Buyer("buyer_2").ListWalletAsync(new())).Coupons.ShouldBeEmpty();
        var first = await shop.Buyer().ListWalletAsync(new() { PageSize = 1 });
        (await Desk.Refused(shop.Buyer().ListWalletAsync(new() { PageSize = 1, PageToken = first.NextPageToken, State = CouponState.Spent }))).Reason.ShouldBe("PAGE_TOKEN_INVALID");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_customer_is_told_before_a_coupon_expires(string database)
    {
        var shop = await shops.On(database);
        var coupon = await shop.Granted();
        var expiry = Instant.FromDateTimeOffset(coupon.Coupon.ExpireTime.ToDateTimeOffset());
        await shop.Desk.Host.MoveTo(expiry - Duration.FromDays(3) - Duration.FromSeconds(1));
        Told<CouponExpiring>(shop, coupon).ShouldBe(0);
        await shop.Desk.Host.Advance(Duration.FromSeconds(1));
        Told<CouponExpiring>(shop, coupon).ShouldBe(1);
        await shop.Desk.Host.MoveTo(expiry);
        (await shop.Stands(coupon)).ShouldBe((CouponState.Expired, 0));
        (Told<CouponExpiring>(shop, coupon), Told<CouponExpired>(shop, coupon)).ShouldBe((1, 1));
    }

    private static int Told<T>(Shop shop, WalletCoupon coupon)
        where T : Google.Protobuf.IMessage, new() => shop.Desk.Host.Published.Count(e => e.Subject == coupon.GrantId && e.Type == new T().Descriptor.FullName);
}

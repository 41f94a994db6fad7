using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>Coupons at the checkout: reserve → redeem | release (R-COMP-8).</summary>
public sealed class CheckoutTests
{
    private static readonly Decision<GrantEvent> Nothing = Decision<GrantEvent>.Nothing;

    [Fact]
    public void R_COMP_8_a_coupon_is_reserved_and_redeemed_once()
    {
        var reserved = Wallet.With().Then(w => w.Reserve()).ShouldBe(GrantStatus.Reserved, 15_00);
        reserved.Reserve().ShouldBe(Nothing);
        reserved.Grant.Coupon!.Reservation.ShouldBe(new("next", Money.Cny(99_00), Money.Cny(15_00), Story.Now + Duration.FromMinutes(30), 1));
        foreach (var other in new[] { reserved.Reserve("another"), reserved.Reserve(fen: 98_00), reserved.Spend("another"), reserved.Revoke() })
            other.Refused(CompensationReasons.GrantStateInvalid).Metadata["current"].ShouldBe("RESERVED");

        var spent = reserved.Then(w => w.Redeem()).ShouldBe(GrantStatus.Spent, 0);
        spent.Redeem().ShouldBe(Nothing);
        spent.Spend().ShouldBe(Nothing);
        foreach (var other in new[] { spent.Reserve("another"), spent.Spend("another"), spent.Release(), spent.Revoke() })
            other.Refused(CompensationReasons.GrantStateInvalid).Metadata["current"].ShouldBe("SPENT");
        spent.Redeem("another").Refused(CompensationReasons.CouponNotReserved).Metadata["current"].ShouldBe("SPENT");
        spent.At(Wallet.Expiry).Expire().ShouldBe(Nothing);
    }

    [Fact]
    public void R_COMP_8_what_is_released_can_be_spent_elsewhere()
    {
        var released = Wallet.With().Then(w => w.Reserve()).Then(w => w.Release()).ShouldBe(GrantStatus.Granted, 15_00);
        released.Release().ShouldBe(Nothing);
        released.Redeem().Refused(CompensationReasons.CouponNotReserved).Metadata["current"].ShouldBe("GRANTED");
        released.Release("another").Refused(CompensationReasons.CouponNotReserved);
        released.Then(w => w.Reserve("another")).Release().Refused(CompensationReasons.CouponNotReserved).Metadata["current"].ShouldBe("RESERVED");
        released.Then(w => w.Spend("another")).ShouldBe(GrantStatus.Spent, 0);
        released.Then(w => w.Revoke()).ShouldBe(GrantStatus.Revoked, 0);
    }

    [Fact]
    public void R_CLK_4_a_hold_ends_at_its_last_minute()
    {
        var held = Wallet.With().Then(w => w.Reserve());
        var last = held.After(Duration.FromMinutes(30) - Duration.FromSeconds(1));
        last.EndHold().ShouldBe(Nothing);
        last.Then(w => w.Redeem()).ShouldBe(GrantStatus.Spent, 0);

        var over = held.After(Duration.FromMinutes(30));
        over.Redeem().Refused(CompensationReasons.CouponNotReserved);
        over.EndHold().Events.ShouldBe([new CouponReleased("next", Lapsed: true, over.Now)]);
        over.Then(w => w.EndHold()).ShouldBe(GrantStatus.Granted, 15_00).Then(w => w.Reserve()).Then(w => w.Redeem()).ShouldBe(GrantStatus.Spent, 0);
    }

    [Fact]
    public void R_COMP_8_a_small_order_does_not_take_the_coupon()
    {
        Wallet.With().Reserve(fen: 14_99).Refused(CompensationReasons.CouponMinimumSpend).Metadata["allowed"].ShouldBe("1500");
        Wallet.With().Spend(fen: 14_99).Refused(CompensationReasons.CouponMinimumSpend);
        Wallet.With().Then(w => w.Spend(fen: 15_00)).ShouldBe(GrantStatus.Spent, 0);
    }

    [Fact]
    public void R_COMP_8_another_s_coupon_does_not_exist()
    {
        var wallet = Wallet.With().Then(w => w.Reserve());
        wallet.Reserve(customer: "buyer_2").Refused(CompensationReasons.CouponNotFound);
        wallet.Redeem(customer: "buyer_2").Refused(CompensationReasons.CouponNotFound);
        wallet.Release(customer: "buyer_2").Refused(CompensationReasons.CouponNotFound);
        CouponDecider.Spend(null, Wallet.Checkout(), Wallet.Terms, Story.Now).Refused(CompensationReasons.CouponNotFound);
        var cash = new Wallet(Story.Paid(200_00).Give(Tier.L2, Cause.Lost, Kind.Cash, 5_00), Story.Now);
        cash.Reserve().Refused(CompensationReasons.CouponNotFound);
    }

    [Fact]
    public void R_COMP_8_a_coupon_expires_at_the_end_of_its_last_day_unless_an_order_holds_it()
    {
        var last = Wallet.With().At(Wallet.Expiry - Duration.FromSeconds(1));
        last.Expire().ShouldBe(Nothing);
        last.Then(w => w.Spend()).ShouldBe(GrantStatus.Spent, 0);
        var over = Wallet.With().At(Wallet.Expiry);
        over.Spend().Refused(CompensationReasons.GrantStateInvalid).Metadata["current"].ShouldBe("EXPIRED");
        over.Then(w => w.Expire()).ShouldBe(GrantStatus.Expired, 0).Grant.Stands.ShouldBeTrue();

        var held = last.Then(w => w.Reserve()).After(Duration.FromMinutes(1));
        held.Expire().ShouldBe(Nothing);
        held.Then(w => w.Redeem()).ShouldBe(GrantStatus.Spent, 0);
        held.Then(w => w.Release()).Then(w => w.Expire()).ShouldBe(GrantStatus.Expired, 0);
    }

    [Fact]
    public void A_customer_is_told_once_some_days_before_the_expiry()
    {
        var early = Wallet.With().At(Wallet.Expiry - Duration.FromDays(3) - Duration.FromSeconds(1));
        early.TellExpiry().ShouldBe(Nothing);
        var told = early.After(Duration.FromSeconds(1)).Then(w => w.TellExpiry());
        told.Grant.Coupon!.WarnAt.ShouldBeNull();
        told.TellExpiry().ShouldBe(Nothing);
        Wallet.With().At(Wallet.Expiry - Duration.FromDays(1)).Then(w => w.Reserve()).TellExpiry().ShouldBe(Nothing);
    }
}

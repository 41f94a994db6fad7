using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>What a refund of an order gives back of the coupon that it was paid with, and what a reversal takes again.</summary>
public sealed class CouponReturnTests
{
    private static readonly Decision<GrantEvent> Nothing = Decision<GrantEvent>.Nothing;

    // An order of 99.00, of which 15.00 by the coupon and 84.00 in money.
    private static Wallet Spent => Wallet.With().Then(w => w.Spend());

    [Theory]
    [InlineData(84_00, 15_00)] // all of it: to the fen
    [InlineData(42_00, 7_50)]
    [InlineData(28_00, 5_00)]
    [InlineData(1, 0)] // 0.18 fen
    [InlineData(3, 1)] // 0.54 fen: half up
    [InlineData(90_00, 15_00)] // never more than the value
    public void R_COMP_8_a_refund_gives_its_share_back(long refunded, long returned) =>
        Spent.Then(w => w.Refund("rfd_1", refunded)).ShouldBe(returned == 0 ? GrantStatus.Spent : GrantStatus.Granted, returned);

    [Fact]
    public void R_COMP_8_three_thirds_are_the_whole_in_any_order()
    {
        foreach (var order in new[] { (string[])["a", "b", "c"], ["c", "a", "b"], ["b", "c", "a"] })
        {
            var wallet = Wallet.With(10_00).Then(w => w.Spend());
            var balances = new List<long>();
            foreach (var id in order)
                balances.Add((wallet = wallet.Then(w => w.Refund(id, 30_00, paid: 90_00))).Grant.Balance.Minor);
            balances.ShouldBe([3_33, 6_67, 10_00]);
        }
    }

    [Fact]
    public void R_COMP_8_a_refund_counts_once_whatever_arrives_again_or_late()
    {
        var half = Spent.Then(w => w.Refund("rfd_1", 42_00, version: 5));
        half.Refund("rfd_1", 42_00, version: 5).ShouldBe(Nothing);
        half.Refund("rfd_1", 84_00, version: 4).ShouldBe(Nothing);
        half.Refund("rfd_1", 42_00, order: "another", version: 9).ShouldBe(Nothing);

        // The reversal overtakes the payment.
        var reversed = Spent.Then(w => w.Refund("rfd_1", 42_00, version: 7, stands: false)).ShouldBe(GrantStatus.Spent, 0);
        reversed.Refund("rfd_1", 42_00, version: 5).ShouldBe(Nothing);
        reversed.Then(w => w.Refund("rfd_1", 42_00, version: 9)).ShouldBe(GrantStatus.Granted, 7_50);
    }

    [Fact]
    public void Another_buyer_s_order_gives_nothing_back() => Spent.Refund("rfd_1", 84_00, buyer: "buyer_2").ShouldBe(Nothing);

    [Fact]
    public void What_comes_back_can_be_spent_for_some_days_at_least()
    {
        // 2 June: valid to 2 July anyway.
        Spent.Then(w => w.Refund("rfd_1", 42_00)).Grant.Coupon!.ExpiresAt.ShouldBe(Wallet.Expiry);
        var late = Spent.At(Wallet.Expiry - Duration.FromDays(1)).Then(w => w.Refund("rfd_1", 42_00));
        var until = Wallet.Expiry + Duration.FromDays(7);
        late.Grant.Coupon.ShouldSatisfyAllConditions(c => c!.ExpiresAt.ShouldBe(until), c => c!.WarnAt.ShouldBe(until - Duration.FromDays(3)));
        late.At(until).Then(w => w.Expire()).ShouldBe(GrantStatus.Expired, 0);
    }

    [Fact]
    public void R_REF_9_a_reversed_refund_takes_its_share_back()
    {
        var back = Spent.Then(w => w.Refund("a", 28_00)).Then(w => w.Refund("b", 28_00)).ShouldBe(GrantStatus.Granted, 10_00);
        var less = back.Then(w => w.Refund("a", 28_00, version: 2, stands: false)).ShouldBe(GrantStatus.Granted, 5_00);
        less.Then(w => w.Refund("b", 28_00, version: 2, stands: false)).ShouldBe(GrantStatus.Spent, 0);
    }

    [Fact]
    public void R_REF_9_what_was_spent_again_meanwhile_is_recorded()
    {
        var again = Spent.Then(w => w.Refund("a", 84_00)).Then(w => w.Spend("second")).ShouldBe(GrantStatus.Spent, 0);
        again.Grant.Coupon!.Redemptions.Select(spent => (spent.OrderId, spent.Value.Minor)).ShouldBe([("next", 15_00), ("second", 15_00)]);
        var owed = again.Then(w => w.Refund("a", 84_00, version: 2, stands: false)).ShouldBe(GrantStatus.Spent, 0, overdrawn: 15_00);

        // What comes back later makes up for it first.
        owed.Then(w => w.Refund("b", 42_00, order: "second")).ShouldBe(GrantStatus.Spent, 0, overdrawn: 7_50)
            .Then(w => w.Refund("c", 42_00, order: "second")).ShouldBe(GrantStatus.Spent, 0)
            .Then(w => w.Refund("a", 84_00, version: 3)).ShouldBe(GrantStatus.Granted, 15_00);
    }

    [Fact]
    public void R_REF_9_a_share_that_was_promised_to_an_order_is_not_taken_from_it()
    {
        var held = Spent.Then(w => w.Refund("a", 84_00)).Then(w => w.Reserve("second"));
        var taken = held.Then(w => w.Refund("a", 84_00, version: 2, stands: false)).ShouldBe(GrantStatus.Reserved, 0);
        taken.Then(w => w.Redeem("second")).ShouldBe(GrantStatus.Spent, 0, overdrawn: 15_00);
        taken.Then(w => w.Release("second")).ShouldBe(GrantStatus.Spent, 0);
    }

    [Fact]
    public void What_expired_unspent_is_gone_and_nobody_owes_it()
    {
        var expired = Spent.Then(w => w.Refund("a", 28_00)).At(Wallet.Expiry).Then(w => w.Expire()).ShouldBe(GrantStatus.Expired, 0);
        expired.Then(w => w.Refund("a", 28_00, version: 2, stands: false)).ShouldBe(GrantStatus.Expired, 0);
        expired.Then(w => w.Refund("b", 28_00)).ShouldBe(GrantStatus.Granted, 5_00).Grant.Coupon!.ExpiresAt.ShouldBeGreaterThan(Wallet.Expiry);
    }

    [Fact]
    public void R_COMP_8_what_was_spent_in_part_is_not_revoked_and_what_came_back_whole_is()
    {
        Spent.Then(w => w.Refund("a", 42_00)).Revoke().Refused(CompensationReasons.GrantStateInvalid).Metadata["current"].ShouldBe("SPENT");
        var revoked = Spent.Then(w => w.Refund("a", 84_00)).Then(w => w.Revoke()).ShouldBe(GrantStatus.Revoked, 0);
        revoked.Then(w => w.Refund("a", 84_00, version: 2, stands: false)).ShouldBe(GrantStatus.Revoked, 0, overdrawn: 15_00);
    }

    [Fact]
    public void What_comes_back_while_an_order_holds_the_rest_stays_when_that_is_spent()
    {
        var held = Spent.Then(w => w.Refund("a", 28_00)).Then(w => w.Reserve("second")).Then(w => w.Refund("b", 28_00)).ShouldBe(GrantStatus.Reserved, 10_00);
        held.Then(w => w.Redeem("second")).ShouldBe(GrantStatus.Granted, 5_00);
    }

    [Fact]
    public void An_order_that_nothing_was_paid_for_gives_all_back_when_it_is_closed()
    {
        Wallet.With().Then(w => w.Spend(fen: 15_00)).Then(w => w.Refund("", 0, paid: 0)).ShouldBe(GrantStatus.Granted, 15_00);
        Spent.Then(w => w.Refund("", 84_00)).ShouldBe(GrantStatus.Granted, 15_00);
    }
}

using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>What holds of a coupon whatever is done to it, in whatever order.</summary>
public sealed class CouponPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly string[] Orders = ["o_1", "o_2", "o_3"];

    private static Arbitrary<Step[]> Lives => (
        from what in Gen.Choose(0, 8)
        from order in Gen.Elements(Orders)
        from fen in Gen.OneOf(Gen.Choose(0, 100_00), Gen.Elements(33_33, 84_00))
        from refund in Gen.Elements("a", "b", "c")
        from minutes in Gen.Elements(0, 1, 29, 30, 60 * 24 * 20)
        select new Step(what, order, fen, refund, minutes)).ArrayOf().ToArbitrary();

    /// <summary>Each step is checked by <see cref="GrantEvolution.Check"/> besides.</summary>
    [Fact]
    public void What_is_spent_at_once_is_never_more_than_was_granted_but_for_refunds_that_were_reversed() => Check.One(Thorough, Prop.ForAll(Lives, steps =>
    {
        var wallet = Wallet.With(9_99);
        var version = 0;
        var hasReversed = false;
        foreach (var step in steps)
        {
            var before = wallet.Grant;
            wallet = wallet.After(Duration.FromMinutes(step.Minutes));
            var decision = step.Decide(wallet, ++version);
            if (!decision.IsRefused)
                wallet = wallet.Then(_ => decision);

            // Reversed, or told once more as less than before.
            var grant = wallet.Grant;
            hasReversed |= grant.NetSpent > before.NetSpent && decision.Events.Any(happened => happened is RefundCounted);
            (grant.NetSpent + grant.Balance).Minor.ShouldBeLessThanOrEqualTo(grant.Amount.Minor + grant.Overdrawn.Minor);
            if (!hasReversed)
                grant.Overdrawn.IsZero.ShouldBeTrue();
            if (grant.NetSpent > before.NetSpent)
                decision.Events.ShouldContain(happened => happened is CouponSpent || happened is RefundCounted);
        }
    }));

    [Fact]
    public void Refunds_give_back_the_same_in_any_order_and_a_full_one_everything() => Check.One(
        Thorough,
        Prop.ForAll(Gen.Choose(1, 200_00).ToArbitrary(), Gen.Choose(0, 100_00).NonEmptyListOf().ToArbitrary(), (value, parts) =>
        {
            var paid = parts.Sum();
            Redemption spent = new("o_1", Money.Cny(value + paid), Money.Cny(value), 1, Story.Now);
            var refunds = parts.Select((fen, i) => new OrderRefund($"{i}", 1, Money.Cny(fen), Stands: true)).ToList();
            var returned = Money.Cny(0);
            foreach (var refund in refunds)
            {
                spent = spent.With(refund, Money.Cny(paid));
                spent.Returned.ShouldBeGreaterThanOrEqualTo(returned);
                returned = spent.Returned;
            }

            returned.ShouldBe(Money.Cny(value));
            foreach (var refund in refunds)
                spent = spent.With(refund with { Version = 2, Stands = false }, Money.Cny(paid));
            spent.Returned.ShouldBe(Money.Cny(0));
        }));

    private sealed record Step(int What, string Order, int Fen, string Refund, int Minutes)
    {
        public Decision<GrantEvent> Decide(Wallet wallet, long version) => What switch
        {
            0 => wallet.Reserve(Order, Fen),
            1 => wallet.Redeem(Order),
            2 => wallet.Release(Order),
            3 => wallet.EndHold(),
            4 => wallet.Expire(),
            5 => wallet.Revoke(),
            6 => wallet.Spend(Order, Fen),
            7 => wallet.Refund(Refund, Fen, order: Order, version: version),
            _ => wallet.Refund(Refund, Fen, order: Order, version: version, stands: false),
        };
    }
}

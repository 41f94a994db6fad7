using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>A coupon of 15 CNY and what happens to it, each step checked as a commit would.</summary>
internal sealed record Wallet(Grant Grant, Instant Now)
{
    /// <summary>30 days after 2 June, 24:00 in Shanghai.</summary>
    public static readonly Instant Expiry = Instant.FromUtc(2026, 7, 2, 16, 0);

    public static CouponTerms Terms => Story.Default.Coupon;

    public static Wallet With(long fen = 15_00) => new(Story.Paid(200_00).Give(Tier.L1, Cause.Damaged, Kind.Coupon, fen), Story.Now);

    public Wallet At(Instant now) => this with { Now = now };

    public Wallet After(Duration time) => At(Now + time);

    public static Checkout Checkout(string order = "next", long fen = 99_00, string customer = Story.Customer) => new(customer, order, Money.Cny(fen));

    public Decision<GrantEvent> Reserve(string order = "next", long fen = 99_00, string customer = Story.Customer) =>
        CouponDecider.Reserve(Grant, Checkout(order, fen, customer), Terms, Now);

    public Decision<GrantEvent> Redeem(string order = "next", string customer = Story.Customer) => CouponDecider.Redeem(Grant, customer, order, Now);

    public Decision<GrantEvent> Release(string order = "next", string customer = Story.Customer) => CouponDecider.Release(Grant, customer, order, Now);

    public Decision<GrantEvent> Spend(string order = "next", long fen = 99_00, string customer = Story.Customer) =>
        CouponDecider.Spend(Grant, Checkout(order, fen, customer), Terms, Now);

    public Decision<GrantEvent> EndHold() => CouponDecider.EndHold(Grant, Now);

    public Decision<GrantEvent> Expire() => CouponDecider.Expire(Grant, Now);

    public Decision<GrantEvent> TellExpiry() => CouponDecider.TellExpiry(Grant, Now);

    public Decision<GrantEvent> Revoke() => GrantDecider.Revoke(Grant, "supervisor_1", "by mistake", bySuite: false, Now);

    /// <param name="paid">What was paid for the order in money.</param>
    public Decision<GrantEvent> Refund(string id, long fen, long paid = 84_00, string order = "next", long version = 1, bool stands = true, string buyer = Story.Customer) =>
        CouponDecider.Count(
            Grant, order, new(id, version, Money.Cny(fen), stands), new(buyer, Money.Cny(paid), Story.Now, null), Terms, BusinessCalendar.Default, Now);

    public Wallet Then(Func<Wallet, Decision<GrantEvent>> decide)
    {
        var decision = decide(this);
        decision.Refusal.ShouldBeNull();
        var after = decision.Events.Aggregate(Grant, GrantEvolution.Evolve);
        GrantEvolution.Check(after);
        return this with { Grant = after };
    }

    public Wallet ShouldBe(GrantStatus status, long balance, long overdrawn = 0)
    {
        (Grant.Status, Grant.Balance.Minor, Grant.Overdrawn.Minor).ShouldBe((status, balance, overdrawn));
        return this;
    }
}

using System.Globalization;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>What can happen to a coupon at the checkout and while it is in the wallet (R-COMP-8).</summary>
public static class CouponDecider
{
    private const string Rule = "R-COMP-8";

    /// <summary>For an order that is large enough, by its customer, before it expires, and never twice for one order.</summary>
    public static Decision<GrantEvent> Reserve(Grant? grant, Checkout at, CouponTerms terms, Instant now) => grant switch
    {
        null or { Coupon: null } => NotFound(),
        _ when grant.CustomerId != at.Customer => NotFound(),
        { Status: GrantStatus.Reserved, Coupon.Reservation: { } held } when held.OrderId == at.OrderId && held.OrderAmount == at.OrderAmount && now < held.Until =>
            Decision<GrantEvent>.Nothing,
        { Status: not GrantStatus.Granted } => GrantDecider.WrongState(grant.Status),
        _ when grant.Coupon.WasSpentOn(at.OrderId) => GrantDecider.WrongState(GrantStatus.Spent),
        _ when now >= grant.Coupon.ExpiresAt => GrantDecider.WrongState(GrantStatus.Expired),
        _ when at.OrderAmount < grant.Coupon.MinimumSpend => TooSmall(grant.Coupon.MinimumSpend),
        _ => new CouponReserved(
            new(at.OrderId, at.OrderAmount, grant.Balance, now + Duration.FromMinutes(terms.HoldMinutes), terms.MostPerOrder), now),
    };

    public static Decision<GrantEvent> Redeem(Grant? grant, string customer, string order, Instant now) => grant switch
    {
        null or { Coupon: null } => NotFound(),
        _ when grant.CustomerId != customer => NotFound(),
        _ when grant.Coupon.WasSpentOn(order) => Decision<GrantEvent>.Nothing,
        { Status: GrantStatus.Reserved, Coupon.Reservation: { } held } when held.OrderId == order && now < held.Until => new CouponSpent(order, now),
        _ => NotReserved(grant),
    };

    public static Decision<GrantEvent> Release(Grant? grant, string customer, string order, Instant now) => grant switch
    {
        null or { Coupon: null } => NotFound(),
        _ when grant.CustomerId != customer => NotFound(),
        _ when grant.Coupon.WasSpentOn(order) => GrantDecider.WrongState(GrantStatus.Spent),
        { Coupon.Reservation: { } held } when held.OrderId == order =>
            grant.Status == GrantStatus.Reserved ? new CouponReleased(order, Lapsed: false, now) : Decision<GrantEvent>.Nothing,
        _ => NotReserved(grant),
    };

    /// <summary>Reserved and redeemed in one step.</summary>
    public static Decision<GrantEvent> Spend(Grant? grant, Checkout at, CouponTerms terms, Instant now)
    {
        if (grant is { Coupon: { } coupon } && grant.CustomerId == at.Customer && coupon.WasSpentOn(at.OrderId))
            return Decision<GrantEvent>.Nothing;
        var reserved = Reserve(grant, at, terms, now);
        return reserved.IsRefused ? reserved : Decision<GrantEvent>.Of([.. reserved.Events, new CouponSpent(at.OrderId, now)]);
    }

    public static Decision<GrantEvent> EndHold(Grant? grant, Instant now) =>
        grant is { Status: GrantStatus.Reserved, Coupon.Reservation: { } held } && now >= held.Until
            ? new CouponReleased(held.OrderId, Lapsed: true, now)
            : Decision<GrantEvent>.Nothing;

    /// <summary>A refund of the order was paid, or reversed. Older versions of what is known change nothing, and another buyer's order gives nothing back.</summary>
    public static Decision<GrantEvent> Count(Grant? grant, string order, OrderRefund refund, OrderFacts facts, CouponTerms terms, BusinessCalendar calendar, Instant now)
    {
        if (grant?.Coupon is not { } coupon || grant.CustomerId != facts.BuyerId
            || coupon.Redemptions.FirstOrDefault(spent => spent.OrderId == order) is not { } spent
            || spent.Refunds.Any(known => known.Id == refund.Id && known.Version >= refund.Version))
            return Decision<GrantEvent>.Nothing;
        var until = calendar.EndOfDay(now, terms.LeastDays);
        return new RefundCounted(order, refund, facts.PaidAmount, until, terms.WarnAt(until, now), now);
    }

    public static Decision<GrantEvent> TellExpiry(Grant? grant, Instant now) =>
        grant is { Status: GrantStatus.Granted, Coupon.WarnAt: { } at } && now >= at ? new ExpiryTold(now) : Decision<GrantEvent>.Nothing;

    public static Decision<GrantEvent> Expire(Grant? grant, Instant now) =>
        grant is { Status: GrantStatus.Granted, Coupon: { } coupon } && now >= coupon.ExpiresAt ? new CouponExpired(now) : Decision<GrantEvent>.Nothing;

    /// <summary>R-COMP-10: no code is there for it yet.</summary>
    public static Decision<GrantEvent> Miss(Grant? grant, Instant now) =>
        grant is { Status: GrantStatus.Granted, Awaited.Sought: false } ? new CodeMissed(now) : Decision<GrantEvent>.Nothing;

    /// <summary>R-COMP-10: the working days are over.</summary>
    public static Decision<GrantEvent> Delay(Grant? grant, Instant now) =>
        grant is { Status: GrantStatus.Granted, Awaited: { Late: false } awaited } && now >= awaited.DueAt ? new CouponLate(now) : Decision<GrantEvent>.Nothing;

    /// <summary>A code was found for it; one that has a coupon by now, or was revoked, does not take it.</summary>
    public static Decision<GrantEvent> Issue(Grant? grant, string codeId, ImportedCode code, CouponTerms terms, Instant now) =>
        grant is { Status: GrantStatus.Granted, Awaited: not null }
            ? new CouponIssued(
                new(code.Code.Ciphertext, code.Code.Hash, code.MinimumSpend, code.ExpiresAt) { ImportedCode = codeId, WarnAt = terms.WarnAt(code.ExpiresAt, now) }, now)
            : Decision<GrantEvent>.Nothing;

    public static Refusal NotFound() => new(CompensationReasons.CouponNotFound, "no coupon of this code for this customer");

    /// <summary>The refusal when the coupons of an order are too many, or together worth more than it.</summary>
    /// <param name="counter">Which of the two.</param>
    /// <param name="limit">Its bound.</param>
    /// <param name="wanted">What it would have come to.</param>
    public static Refusal Exceeded(string counter, long limit, long wanted) => CouponSums.IsCount(counter)
        ? new Refusal(CompensationReasons.CouponStackingExceeded, "the order has as many coupons as it may have")
            .With("allowed", limit.ToString(CultureInfo.InvariantCulture)).Rule(Rule)
        : TooSmall(Money.Cny(wanted));

    private static Refusal TooSmall(Money minimum) => new Refusal(CompensationReasons.CouponMinimumSpend, "the order is below the minimum spend, or its coupons would be worth more than it")
        .With("allowed", minimum.Minor.ToString(CultureInfo.InvariantCulture)).Rule(Rule);

    private static Refusal NotReserved(Grant grant) => new Refusal(CompensationReasons.CouponNotReserved, "the coupon is not reserved for this order")
        .With("current", GrantDecider.Name(grant.Status)).Rule(Rule);
}

/// <summary>An order that wants a coupon.</summary>
/// <param name="OrderAmount">Before any coupon.</param>
public sealed record Checkout(string Customer, string OrderId, Money OrderAmount);
